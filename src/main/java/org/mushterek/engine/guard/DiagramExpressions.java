package org.mushterek.engine.guard;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.jspecify.annotations.Nullable;
import org.mushterek.engine.ForDiagrams;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * What expressions in diagrams reach: variables, the execution or task at hand, and the beans marked
 * {@link ForDiagrams}. No class, no class loader, no other bean.
 */
final class DiagramExpressions extends JuelExpressionManager {

    private final ListableBeanFactory beanFactory;

    DiagramExpressions(ListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    protected ELResolver createElResolver() {
        var resolvers = new CompositeELResolver();
        // First, because the engine would ask the database for a variable of the bean's name; none may have it.
        resolvers.add(new MarkedBeans());
        resolvers.add(new VariableScopeElResolver());
        resolvers.add(new VariableContextElResolver());
        resolvers.add(new ArrayELResolver());
        resolvers.add(new ListELResolver());
        resolvers.add(new MapELResolver());
        resolvers.add(new NarrowBeans());
        return resolvers;
    }

    /** The beans by name; they are looked up late, because they need the engine themselves. */
    private final class MarkedBeans extends ELResolver {

        private final Set<String> names = Set.of(beanFactory.getBeanNamesForAnnotation(ForDiagrams.class));

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base == null && property instanceof String name && names.contains(name)) {
                context.setPropertyResolved(true);
                return beanFactory.getBean(name);
            }
            return null;
        }

        @Override
        public @Nullable Class<?> getType(ELContext context, @Nullable Object base, Object property) {
            return null;
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {
            // Another resolver may; a bean's name is never assigned to.
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
            return true;
        }

        @Override
        public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
            return null;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return Object.class;
        }
    }

    /** Properties and methods of marked beans, of what the engine hands to an expression, and of plain values. */
    private static final class NarrowBeans extends BeanELResolver {

        private static final Set<String> CLOSED = Set.of(
                "class",
                "getClass",
                "notify",
                "notifyAll",
                "wait",
                "processEngine",
                "getProcessEngine",
                "processEngineServices",
                "getProcessEngineServices");

        NarrowBeans() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            refuseUnlessOpen(base, property);
            return super.getValue(context, base, property);
        }

        @Override
        public @Nullable Object invoke(
                ELContext context,
                @Nullable Object base,
                Object method,
                Class<?> @Nullable [] types,
                Object[] arguments) {
            refuseUnlessOpen(base, method);
            return super.invoke(context, base, method, types, arguments);
        }

        private static void refuseUnlessOpen(@Nullable Object base, @Nullable Object member) {
            if (base != null && (!isOpen(base) || member == null || CLOSED.contains(member.toString()))) {
                throw new ELException("Expressions may not use " + member + " of "
                        + base.getClass().getName());
            }
        }

        private static boolean isOpen(Object base) {
            return base instanceof VariableScope
                    || base instanceof String
                    || base instanceof Number
                    || base instanceof Boolean
                    || base instanceof java.util.Date
                    || base instanceof java.util.Collection
                    || base.getClass().getName().startsWith("org.joda.time.")
                    || AopUtils.getTargetClass(base).isAnnotationPresent(ForDiagrams.class);
        }
    }
}
