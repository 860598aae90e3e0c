package org.mushterek.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.mushterek.common.Sides;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys the folder of processes, one deployment for each capability's folder and each tenant, under names that are the
 * same in a jar and beside it. The tenants are the sides; for a process that says so (the property {@code tenants} with
 * the value {@code joint}) they are the sets of sides that share cases. All of a deployment's files are deployed or none: a set that did not change makes no new
 * version, and a changed diagram keeps its forms and tables beside it. Whatever is wrong with a model stops the start.
 */
@Component
public class ProcessDeployer {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessDeployer.class);

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final Sides sides;
    private final ListableBeanFactory beanFactory;
    private final String location;
    private final boolean required;

    public ProcessDeployer(
            RepositoryService repository,
            RuntimeService runtime,
            Sides sides,
            ListableBeanFactory beanFactory,
            @Value("${mushterek.processes.location}") String location,
            @Value("${mushterek.processes.required}") boolean required) {
        this.repository = repository;
        this.runtime = runtime;
        this.sides = sides;
        this.beanFactory = beanFactory;
        this.location = location;
        this.required = required;
    }

    /** @throws IllegalStateException with every fault of every model */
    public void deploy() {
        var files = read();
        if (files.isEmpty() && !required) {
            return;
        }
        var beans = Set.of(beanFactory.getBeanNamesForAnnotation(ForDiagrams.class));
        var check = new ModelCheck(beans);
        check.check(files);
        checkModelsInUse(beans);

        var folders = new TreeMap<String, TreeMap<String, byte[]>>();
        files.forEach(
                (name, content) -> folders.computeIfAbsent(name.substring(0, name.indexOf('/')), any -> new TreeMap<>())
                        .put(name, content));
        folders.forEach((folder, content) -> {
            var ofSides = without(content, check::isJoint);
            var ofAll = without(content, diagram -> !check.isJoint(diagram));
            if (holdsDiagrams(ofSides)) {
                sides.all().forEach(side -> deploy(folder, side.tenant(), ofSides));
            }
            if (holdsDiagrams(ofAll)) {
                sides.joint().forEach(parties -> deploy(folder, parties.tenant(), ofAll));
            }
        });
    }

    /** The files but for the diagrams of that kind; forms and tables go with both kinds. */
    private static TreeMap<String, byte[]> without(TreeMap<String, byte[]> content, Predicate<String> kind) {
        var rest = new TreeMap<>(content);
        rest.keySet().removeIf(name -> name.endsWith(".bpmn") && kind.test(name));
        return rest;
    }

    private static boolean holdsDiagrams(TreeMap<String, byte[]> content) {
        return content.keySet().stream().anyMatch(name -> name.endsWith(".bpmn"));
    }

    /** Cases go on with the model they began with, so the program must still have what every such model asks for. */
    private void checkModelsInUse(Set<String> beans) {
        repository.createProcessDefinitionQuery().list().stream()
                .filter(definition -> runtime.createProcessInstanceQuery()
                                .processDefinitionId(definition.getId())
                                .count()
                        > 0)
                .map(ProcessDefinition::getDeploymentId)
                .distinct()
                .forEach(deployment -> {
                    var models = new TreeMap<String, byte[]>();
                    repository
                            .getDeploymentResources(deployment)
                            .forEach(resource -> models.put(resource.getName(), resource.getBytes()));
                    try {
                        new ModelCheck(beans).check(models);
                    } catch (IllegalStateException faults) {
                        throw new IllegalStateException(
                                "Cases still run on an older model that this program cannot serve.\n"
                                        + faults.getMessage()
                                        + "\nMaybe a bean was renamed: keep it under its old name until these cases have ended.",
                                faults);
                    }
                });
    }

    private void deploy(String folder, String tenant, TreeMap<String, byte[]> content) {
        var deployment = repository
                .createDeployment()
                .name(folder)
                .tenantId(tenant)
                // A constant: with the program's version here every release would make new versions of every process.
                .source("mushterek")
                .enableDuplicateFiltering(false);
        content.forEach((name, bytes) -> deployment.addInputStream(name, new ByteArrayInputStream(bytes)));
        var result = deployment.deployWithResult();
        LOG.info("Processes of {} for {}: deployment {}", folder, tenant, result.getId());
    }

    /** The files by their names relative to the location, with {@code /}. */
    private TreeMap<String, byte[]> read() {
        var files = new TreeMap<String, byte[]>();
        var root = location.substring(location.indexOf(':') + 1);
        try {
            for (var resource : new PathMatchingResourcePatternResolver().getResources(location + "**/*")) {
                if (resource.isReadable() && resource.contentLength() > 0 && !isFolder(resource)) {
                    var name = nameBelow(root, resource);
                    if (files.put(name, resource.getContentAsByteArray()) != null) {
                        throw new IllegalStateException("Two files have the name " + name + " below " + location);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return inEveryFolder(files);
    }

    /** What lies beside the folders, such as the shell of every task's form, goes with each of them under its own name. */
    private static TreeMap<String, byte[]> inEveryFolder(TreeMap<String, byte[]> files) {
        var placed = new TreeMap<String, byte[]>();
        var shared = new TreeMap<String, byte[]>();
        files.forEach((name, content) -> (name.contains("/") ? placed : shared).put(name, content));
        placed.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('/') + 1))
                .distinct()
                .toList()
                .forEach(folder -> shared.forEach((name, content) -> placed.putIfAbsent(folder + name, content)));
        return placed;
    }

    private static boolean isFolder(Resource resource) throws IOException {
        return resource.getURL().getPath().endsWith("/")
                || (resource.isFile() && resource.getFile().isDirectory());
    }

    private static String nameBelow(String root, Resource resource) throws IOException {
        var path = java.net.URLDecoder.decode(resource.getURL().toString(), java.nio.charset.StandardCharsets.UTF_8);
        return path.substring(path.lastIndexOf("/" + root) + 1 + root.length());
    }
}
