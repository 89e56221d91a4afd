package io.github.darajasdk.spring.web;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A shop in a real servlet container, with Spring Security's defaults: everything needs a login. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class CallbackTestApplication {

    @Bean
    RecordingHandler recordingHandler() {
        return new RecordingHandler();
    }
}
