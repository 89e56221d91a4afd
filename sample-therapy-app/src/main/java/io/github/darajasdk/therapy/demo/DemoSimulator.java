package io.github.darajasdk.therapy.demo;

import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DarajaSimulator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** The simulated M-PESA inside this process, unless {@code demo.simulator.url} names one that runs elsewhere. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@ConditionalOnProperty(DemoEnvironment.SIMULATOR_IN_PROCESS)
class DemoSimulator {

    @Bean(destroyMethod = "close")
    DarajaSimulator darajaSimulator(Environment environment) {
        int port = environment.getProperty(DemoEnvironment.SIMULATOR_PORT, Integer.class, 8090);
        try {
            return DarajaSimulator.builder()
                    .demo()
                    .port(port)
                    .customers(CustomerScript.human())
                    .start();
        } catch (IllegalStateException e) {
            throw new SimulatorPortException(port, e);
        }
    }
}
