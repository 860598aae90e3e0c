package org.mushterek.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;

/** How a diagram looks: whether an officer can follow it with a finger, from left to right. Measures are pixels. */
final class DiagramGeometry {

    private static final double LINE_HEIGHT = 14;
    private static final double WIDTH_OF_CHARACTER = 5.5;

    /** A rectangle; a line where one of its sides is nothing. */
    record Area(double left, double top, double right, double bottom) {

        static Area of(Bounds bounds) {
            return new Area(
                    bounds.getX(),
                    bounds.getY(),
                    bounds.getX() + bounds.getWidth(),
                    bounds.getY() + bounds.getHeight());
        }

        /** Whether they share more than a border. */
        boolean overlaps(Area other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        /** Whether they share at least a point. */
        boolean touches(Area other) {
            return left <= other.right && other.left <= right && top <= other.bottom && other.top <= bottom;
        }

        boolean holds(Area other) {
            return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
        }

        boolean hasOnBorder(Point point) {
            var inside = left <= point.x && point.x <= right && top <= point.y && point.y <= bottom;
            return inside && (point.x == left || point.x == right || point.y == top || point.y == bottom);
        }

        Area shared(Area other) {
            return new Area(
                    Math.max(left, other.left),
                    Math.max(top, other.top),
                    Math.min(right, other.right),
                    Math.min(bottom, other.bottom));
        }

        double width() {
            return right - left;
        }

        double middle() {
            return (left + right) / 2;
        }
    }

    record Point(double x, double y) {}

    /** A flow as drawn: its segments in order. */
    private record Line(SequenceFlow flow, List<Point> points) {

        List<Area> segments() {
            var segments = new ArrayList<Area>();
            for (var i = 1; i < points.size(); i++) {
                var from = points.get(i - 1);
                var to = points.get(i);
                segments.add(new Area(
                        Math.min(from.x, to.x),
                        Math.min(from.y, to.y),
                        Math.max(from.x, to.x),
                        Math.max(from.y, to.y)));
            }
            return segments;
        }

        Point first() {
            return points.get(0);
        }

        Point last() {
            return points.get(points.size() - 1);
        }

        String id() {
            return flow.getId();
        }
    }

    private final Map<FlowNode, Area> shapes = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Area> labels = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final BpmnModelInstance model;
    private final Set<String> backFlows;

    /** @param backFlows ids of the flows that lead back to the left on purpose */
    DiagramGeometry(BpmnModelInstance model, Set<String> backFlows) {
        this.model = model;
        this.backFlows = backFlows;
    }

    List<String> faults() {
        read();
        if (faults.isEmpty()) {
            shapesStandApart();
            linesAreDrawnRight();
            linesStandApart();
            labelsCanBeRead();
        }
        return faults;
    }

    private void read() {
        for (var node : model.getModelElementsByType(FlowNode.class)) {
            if (node.getDiagramElement() instanceof BpmnShape shape) {
                shapes.put(node, Area.of(shape.getBounds()));
                label(node, shape.getBpmnLabel());
            } else {
                faults.add(node.getId() + " is not drawn");
            }
        }
        for (var flow : model.getModelElementsByType(SequenceFlow.class)) {
            var edge = flow.getDiagramElement();
            if (edge != null) {
                lines.add(new Line(
                        flow,
                        edge.getWaypoints().stream()
                                .map(point -> new Point(point.getX(), point.getY()))
                                .toList()));
                label(flow, edge.getBpmnLabel());
            } else {
                faults.add(flow.getId() + " is not drawn");
            }
        }
        var elements = shapes.size() + lines.size();
        var drawn = model.getModelElementsByType(BpmnShape.class).size()
                + model.getModelElementsByType(BpmnEdge.class).size();
        if (drawn != elements) {
            faults.add("draws " + drawn + " elements, but has " + elements);
        }
    }

    private void label(FlowElement element, BpmnLabel label) {
        var outside = element instanceof SequenceFlow
                || element.getId().contains("vent_")
                || element.getId().startsWith("gateway_");
        if (!outside || element.getName() == null) {
            return;
        }
        if (label == null || label.getBounds() == null) {
            faults.add(element.getId() + " has a name without a place");
            return;
        }
        var area = Area.of(label.getBounds());
        labels.put(element.getId(), area);
        if (linesOf(element.getName(), area.width()) * LINE_HEIGHT > area.bottom() - area.top()) {
            faults.add("the name of " + element.getId() + " does not fit its place");
        }
    }

    /** How many lines a text takes, or more than any place has where a word must be broken. */
    private static int linesOf(String text, double width) {
        var lines = 1;
        var used = 0.0;
        for (var word : text.split(" ")) {
            var needed = word.length() * WIDTH_OF_CHARACTER + 5;
            if (needed > width) {
                return 1000;
            }
            if (used + needed > width) {
                lines++;
                used = 0;
            }
            used += needed;
        }
        return lines;
    }

    private void shapesStandApart() {
        var nodes = List.copyOf(shapes.keySet());
        for (var i = 0; i < nodes.size(); i++) {
            for (var j = i + 1; j < nodes.size(); j++) {
                var one = nodes.get(i);
                var other = nodes.get(j);
                var apart = !area(one).overlaps(area(other));
                var belongs = sitsOn(one, other) || sitsOn(other, one) || lies(one, other) || lies(other, one);
                if (!apart && !belongs) {
                    faults.add(one.getId() + " overlaps " + other.getId());
                }
            }
        }
        shapes.forEach((node, area) -> {
            if (node.getParentElement() instanceof SubProcess outer
                    && !area(outer).holds(area)) {
                faults.add(node.getId() + " sticks out of " + outer.getId());
            }
        });
    }

    private static boolean sitsOn(FlowNode one, FlowNode other) {
        return one instanceof BoundaryEvent event && event.getAttachedTo().equals(other);
    }

    private static boolean lies(BaseElement inner, FlowNode outer) {
        for (var parent = inner.getParentElement(); parent != null; parent = parent.getParentElement()) {
            if (parent.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    private void linesAreDrawnRight() {
        for (var line : lines) {
            var source = area(line.flow().getSource());
            var target = area(line.flow().getTarget());
            if (!source.hasOnBorder(line.first())) {
                faults.add(line.id() + " does not begin at "
                        + line.flow().getSource().getId());
            }
            if (!target.hasOnBorder(line.last())) {
                faults.add(line.id() + " does not end at "
                        + line.flow().getTarget().getId());
            }
            if (line.segments().stream().anyMatch(part -> part.left() != part.right() && part.top() != part.bottom())) {
                faults.add(line.id() + " has a slanted part");
            }
            var back = target.middle() < source.middle();
            if (back && !backFlows.contains(line.id())) {
                faults.add(line.id() + " leads back to the left");
            }
        }
    }

    private void linesStandApart() {
        for (var line : lines) {
            shapes.forEach((node, area) -> {
                var own = node.equals(line.flow().getSource())
                        || node.equals(line.flow().getTarget())
                        || lies(line.flow(), node);
                if (!own && line.segments().stream().anyMatch(area::touches)) {
                    faults.add(line.id() + " runs through " + node.getId());
                }
            });
        }
        for (var i = 0; i < lines.size(); i++) {
            for (var j = i + 1; j < lines.size(); j++) {
                if (cross(lines.get(i), lines.get(j))) {
                    faults.add(lines.get(i).id() + " crosses " + lines.get(j).id());
                }
            }
        }
    }

    /** Two lines may meet in one point only, at which both begin or end. */
    private static boolean cross(Line one, Line other) {
        for (var part : one.segments()) {
            for (var another : other.segments()) {
                if (part.touches(another)) {
                    var shared = part.shared(another);
                    var point = new Point(shared.left(), shared.top());
                    var isPoint = shared.left() == shared.right() && shared.top() == shared.bottom();
                    var isEnd = (point.equals(one.first()) || point.equals(one.last()))
                            && (point.equals(other.first()) || point.equals(other.last()));
                    if (!isPoint || !isEnd) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void labelsCanBeRead() {
        labels.forEach((name, label) -> {
            shapes.forEach((node, area) -> {
                if (area.overlaps(label) && !(node instanceof SubProcess && area.holds(label))) {
                    faults.add("the name of " + name + " lies on " + node.getId());
                }
            });
            for (var line : lines) {
                if (line.segments().stream().anyMatch(label::touches)) {
                    faults.add("the name of " + name + " lies on " + line.id());
                }
            }
            labels.forEach((other, its) -> {
                if (other.compareTo(name) > 0 && its.overlaps(label)) {
                    faults.add("the name of " + name + " lies on that of " + other);
                }
            });
        });
    }

    private Area area(FlowNode node) {
        var area = shapes.get(node);
        if (area == null) {
            throw new IllegalStateException(node.getId() + " is not drawn");
        }
        return area;
    }
}
