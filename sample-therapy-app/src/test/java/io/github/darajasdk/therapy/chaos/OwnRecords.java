package io.github.darajasdk.therapy.chaos;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

/** Looks into the application's records that only their own package may see. */
final class OwnRecords {

    private OwnRecords() {}

    /** A component. */
    static Object read(Object of, String component) throws ReflectiveOperationException {
        Method accessor = of.getClass().getDeclaredMethod(component);
        accessor.setAccessible(true);
        return accessor.invoke(of);
    }

    /** The same with another component. */
    static Object with(Object of, String component, Object value) throws ReflectiveOperationException {
        RecordComponent[] components = of.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = components[i].getName().equals(component) ? value : read(of, components[i].getName());
        }
        Constructor<?> canonical = of.getClass().getDeclaredConstructor(types);
        canonical.setAccessible(true);
        return canonical.newInstance(values);
    }
}
