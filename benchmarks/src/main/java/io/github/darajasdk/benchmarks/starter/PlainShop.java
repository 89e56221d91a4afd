package io.github.darajasdk.benchmarks.starter;

import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application with one page. Says when it is ready, and how much its main thread has worked until then. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class PlainShop {

    static final String READY = "ready on port ";

    public static void main(String[] args) {
        run(PlainShop.class, args);
    }

    static void run(Class<?> application, String[] args) {
        String port = SpringApplication.run(application, args).getEnvironment().getProperty("local.server.port");
        long worked = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
        System.out.println(READY + port + " " + worked);
    }

    @GetMapping("/")
    String page() {
        return "hello";
    }
}
