package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.callback.CallbackUrls;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a client and a maker of callback addresses for each entry of {@code daraja.merchants}. They are injected by
 * qualifier only, so that {@code DarajaClient} without one remains the default merchant's. A bean of the application with
 * the same name takes precedence.
 *
 * <p>Plain definitions with a factory method, because ahead-of-time processing can write those down.
 */
final class NamedMerchantsRegistrar implements ImportBeanDefinitionRegistrar {

    private static final Bindable<Map<String, Object>> MERCHANTS = Bindable.mapOf(String.class, Object.class);

    private final Environment environment;

    NamedMerchantsRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        Map<String, Object> merchants =
                Binder.get(environment).bind("daraja.merchants", MERCHANTS).orElseGet(Map::of);
        for (String name : merchants.keySet()) {
            RootBeanDefinition client = definition(DarajaClient.class, "darajaClientFactory", name);
            client.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
            client.getConstructorArgumentValues()
                    .addIndexedArgumentValue(1, new RuntimeBeanReference(DarajaConnectionDetails.class));
            register(registry, DarajaMerchants.clientBean(name), client);

            RootBeanDefinition urls = definition(CallbackUrls.class, "darajaCallbackUrlsFactory", name);
            urls.getConstructorArgumentValues()
                    .addIndexedArgumentValue(0, new RuntimeBeanReference(DarajaMerchants.clientBean(name)));
            // An application without callbacks never asks for it.
            urls.setLazyInit(true);
            register(registry, DarajaMerchants.callbackUrlsBean(name), urls);
        }
    }

    private static RootBeanDefinition definition(Class<?> type, String factory, String qualifier) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setTargetType(type);
        definition.setFactoryBeanName(factory);
        definition.setFactoryMethodName("create");
        definition.setDestroyMethodName(AbstractBeanDefinition.INFER_METHOD);
        definition.setDefaultCandidate(false);
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, qualifier));
        return definition;
    }

    private static void register(BeanDefinitionRegistry registry, String name, RootBeanDefinition definition) {
        if (!registry.containsBeanDefinition(name)) {
            registry.registerBeanDefinition(name, definition);
        }
    }
}
