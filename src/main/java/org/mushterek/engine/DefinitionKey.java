package org.mushterek.engine;

/** The key of a process's definition, which is the same in every version and for every side. */
public final class DefinitionKey {

    private DefinitionKey() {}

    /**
     * What the id of a definition says of it: the engine makes it of key, version and a number, parted by colons, and shortens
     * what is too long to the number alone.
     */
    public static String of(String definitionId) {
        return definitionId.split(":", 2)[0];
    }
}
