package io.github.darajasdk.therapy.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Things done around methods of the application's beans, which know nothing of it. A hook names a bean and a method; the
 * start fails if there is none such, so that a renamed method does not silently end a test.
 */
final class Hooks implements BeanPostProcessor, SmartInitializingSingleton {

    /** Something around a method. */
    interface Around {
        Object invoke(MethodInvocation call) throws Throwable;
    }

    private record Hook(String bean, String method, Around around) {}

    private final List<Hook> hooks = new ArrayList<>();
    private final Set<String> missing = new TreeSet<>();

    /** Does something around each call of a method that comes from another bean. */
    void around(String bean, String method, Around around) {
        hooks.add(new Hook(bean, method, around));
        missing.add(bean + "." + method);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        List<Hook> ofBean =
                hooks.stream().filter(hook -> hook.bean().equals(name)).toList();
        if (ofBean.isEmpty()) {
            return bean;
        }
        ProxyFactory factory = new ProxyFactory(bean);
        Advised proxy = bean instanceof Advised advised ? advised : factory;
        for (Hook hook : ofBean) {
            for (Class<?> type = proxy.getTargetClass(); type != null; type = type.getSuperclass()) {
                for (var method : type.getDeclaredMethods()) {
                    if (method.getName().equals(hook.method())) {
                        missing.remove(name + "." + hook.method());
                    }
                }
            }
            proxy.addAdvice(
                    0, (MethodInterceptor) call -> call.getMethod().getName().equals(hook.method())
                            ? hook.around().invoke(call)
                            : call.proceed());
        }
        if (proxy == bean) {
            return bean;
        }
        factory.setProxyTargetClass(true);
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the application has no such methods any more: " + missing
                    + ". Move the kill points and mutants to where these things happen now.");
        }
    }
}
