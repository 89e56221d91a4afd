package io.github.darajasdk.therapy.demo;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says, when all is ready, where to look and who to be. */
@Component
@Profile("demo")
class DemoWelcome {

    private static final Logger log = LoggerFactory.getLogger(DemoWelcome.class);

    @EventListener
    void on(ApplicationReadyEvent ready) {
        ApplicationContext context = ready.getApplicationContext();
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            log.info(text(web.getWebServer().getPort(), context.getEnvironment()));
        }
    }

    static String text(int port, Environment environment) {
        String simulator = environment.getRequiredProperty("daraja.base-url");
        String people = DemoPeople.ALL.stream()
                .map(person -> String.format("      %-9s  %-22s", person.role(), person.email())
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
        return """


                  Smiling Steps is ready. This is a demo: M-PESA is simulated, no real money moves.

                    Application   http://127.0.0.1:%d
                    Phone         %s/phone    (number 0712 345 678, PIN 1234)
                    Ledger        %s/ledger
                    Statement     %s/simulator/statement/%s
                                  (save it, and hand it in as the administrator under Reconciliation)

                    Sign in with password %s as
                %s
                """.formatted(
                        port,
                        simulator,
                        simulator,
                        simulator,
                        environment.getRequiredProperty("daraja.merchant.short-code"),
                        DemoPeople.PASSWORD,
                        people);
    }
}
