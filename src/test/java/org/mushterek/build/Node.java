package org.mushterek.build;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Node and the package client that comes with it. */
record Node(Program node, Program npm) {

    private static final int OLDEST_MAJOR = 18;
    private static final Pattern MAJOR = Pattern.compile("^v(\\d+)\\.");

    static final Optional<Node> OF_THIS_MACHINE = find(System.getenv());

    /** Both, where both can be run and Node is at least version 18. */
    static Optional<Node> find(Map<String, String> environment) {
        var node = Program.find(environment, "node")
                .filter(program -> program.version().filter(Node::isNewEnough).isPresent());
        var npm = Program.find(environment, "npm");
        return node.flatMap(found -> npm.map(itsClient -> new Node(found, itsClient)));
    }

    private static boolean isNewEnough(String version) {
        var major = MAJOR.matcher(version);
        return major.find() && Integer.parseInt(major.group(1)) >= OLDEST_MAJOR;
    }
}
