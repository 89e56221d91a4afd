package io.github.darajasdk.therapy.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Writes down every statement that the application prepares, as it stands in the code and as it was executed. */
public final class StatementRecorder implements BeanPostProcessor {

    private final Set<String> templates = new ConcurrentSkipListSet<>();
    private final List<String> executed = new CopyOnWriteArrayList<>();

    /** Distinct texts, with a question mark for each parameter. */
    public Set<String> templates() {
        return Set.copyOf(templates);
    }

    /** In the order of execution, one line each, with the parameters as literals. */
    public List<String> executed() {
        return List.copyOf(executed);
    }

    public void forget() {
        templates.clear();
        executed.clear();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? proxy(DataSource.class, source, this::ofDataSource) : bean;
    }

    private Object ofDataSource(Object result) {
        return result instanceof Connection connection
                ? proxy(Connection.class, connection, this::ofConnection)
                : result;
    }

    private Object ofConnection(Object result) {
        if (!(result instanceof PreparedStatement statement)) {
            return result;
        }
        return proxy(PreparedStatement.class, (target, method, arguments) -> {
            if (method.getName().startsWith("execute") || method.getName().equals("addBatch")) {
                executed.add(
                        statement.unwrap(PreparedStatement.class).toString().replaceAll("\\s+", " "));
            }
            return invoke(statement, method, arguments);
        });
    }

    private interface Wrapping {
        Object apply(Object result);
    }

    private <T> Object proxy(Class<T> type, T target, Wrapping wrapping) {
        return proxy(type, (self, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                // Several may travel together; none of ours has a semicolon inside.
                for (String template : ((String) arguments[0]).split(";")) {
                    templates.add(template.replaceAll("\\s+", " ").strip());
                }
            }
            return wrapping.apply(invoke(target, method, arguments));
        });
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        Class<?>[] types = type == DataSource.class
                ? new Class<?>[] {DataSource.class, AutoCloseable.class}
                : new Class<?>[] {type};
        return Proxy.newProxyInstance(StatementRecorder.class.getClassLoader(), types, handler);
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {

        @Bean
        static StatementRecorder statementRecorder() {
            return new StatementRecorder();
        }
    }
}
