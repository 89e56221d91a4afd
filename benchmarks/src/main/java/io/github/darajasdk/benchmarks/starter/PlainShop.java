package io.github.darajasdk.benchmarks.starter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application with one page. Says on its standard output when it is ready. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class PlainShop {

    static final String READY = "ready on port ";

    public static void main(String[] args) {
        run(PlainShop.class, args);
    }

    static void run(Class<?> application, String[] args) {
        System.out.println(READY
                + SpringApplication.run(application, args).getEnvironment().getProperty("local.server.port"));
    }

    @GetMapping("/")
    String page() {
        return "hello";
    }
}
