package io.github.darajasdk.therapy.pages;

import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.PriceList;
import io.github.darajasdk.therapy.booking.SessionPayments;
import io.github.darajasdk.therapy.notification.Notifications;
import io.github.darajasdk.therapy.notification.Outbox;
import io.github.darajasdk.therapy.notification.webhook.Webhooks;
import io.github.darajasdk.therapy.payment.Payments;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.payment.Recovery;
import io.github.darajasdk.therapy.payment.ResultExplanations;
import io.github.darajasdk.therapy.payment.Verification;
import io.github.darajasdk.therapy.payment.review.EvidenceFile;
import io.github.darajasdk.therapy.payment.review.PaymentCases;
import io.github.darajasdk.therapy.payment.review.StaffDecisions;
import io.github.darajasdk.therapy.platform.LiveUpdates;
import io.github.darajasdk.therapy.reconciliation.AutomaticResolution;
import io.github.darajasdk.therapy.reconciliation.MpesaRecords;
import io.github.darajasdk.therapy.reconciliation.Overview;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.StatementImport;
import io.github.darajasdk.therapy.reconciliation.StatementUploads;
import io.github.darajasdk.therapy.reconciliation.refund.Refunds;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages alone, on a practice kept in memory. It carries no stereotype, so that the real application, which scans
 * the same packages, does not find it.
 */
@ComponentScan(
        basePackages = {
            "io.github.darajasdk.therapy.account.web",
            "io.github.darajasdk.therapy.booking.web",
            "io.github.darajasdk.therapy.notification.web",
            "io.github.darajasdk.therapy.payment.web",
            "io.github.darajasdk.therapy.platform.web",
            "io.github.darajasdk.therapy.reconciliation.cases.web",
            "io.github.darajasdk.therapy.reconciliation.refund.web",
            "io.github.darajasdk.therapy.reconciliation.web"
        },
        excludeFilters = @Filter(RestController.class))
@ImportAutoConfiguration({
    DispatcherServletAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
class PagesApp {

    @Bean
    Practice practice() {
        return new Practice();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(Practice.NOW, ZoneOffset.UTC);
    }

    @Bean
    PaymentMode paymentMode() {
        return new PaymentMode(Practice.ENVIRONMENT, Practice.MERCHANT);
    }

    @Bean
    CurrentUser currentUser(Practice practice) {
        return practice::signedIn;
    }

    // The faces may grow methods that pages do not use, so each fake has only those they do.

    @Bean
    Accounts accounts(Practice practice) {
        return mock(Accounts.class, delegatesTo(practice.accounts()));
    }

    @Bean
    PriceList priceList(Practice practice) {
        return mock(PriceList.class, delegatesTo(practice.prices()));
    }

    @Bean
    Bookings bookings(Practice practice) {
        return mock(Bookings.class, delegatesTo(practice.bookings()));
    }

    @Bean
    SessionPayments sessionPayments(Practice practice) {
        return practice::summaries;
    }

    @Bean
    Payments payments(Practice practice) {
        return mock(Payments.class, delegatesTo(practice.payments()));
    }

    @Bean
    ResultExplanations resultExplanations() {
        return (code, locale) ->
                locale.getLanguage().equals("sw") ? "Sentensi ya " + code + "." : "Sentence of " + code + ".";
    }

    @Bean
    Notifications notifications(Practice practice) {
        return mock(Notifications.class, delegatesTo(practice.notifications()));
    }

    @Bean
    Outbox outbox(Practice practice) {
        return mock(Outbox.class, delegatesTo(practice.outgoing.new FakeOutbox()));
    }

    @Bean
    Webhooks webhooks(Practice practice) {
        return mock(Webhooks.class, delegatesTo(practice.outgoing.new FakeWebhooks()));
    }

    @Bean
    LiveUpdates liveUpdates(Practice practice) {
        return mock(LiveUpdates.class, delegatesTo(practice.live()));
    }

    @Bean
    PaymentCases paymentCases(Practice practice) {
        return mock(PaymentCases.class, delegatesTo(practice.desk.new FakeCases()));
    }

    @Bean
    EvidenceFile evidenceFile() {
        return mock(EvidenceFile.class, delegatesTo(new AdminDesk.FakeFile()));
    }

    @Bean
    StaffDecisions staffDecisions() {
        return mock(StaffDecisions.class);
    }

    @Bean
    Refunds refunds(Practice practice) {
        return mock(Refunds.class, delegatesTo(practice.desk.new FakeRefunds()));
    }

    @Bean
    ReceiptBook receiptBook() {
        return mock(ReceiptBook.class);
    }

    @Bean
    Recovery recovery(Practice practice) {
        return mock(Recovery.class, delegatesTo(practice.desk.new FakeRecovery()));
    }

    @Bean
    Reconciliation reconciliation(Practice practice) {
        return mock(Reconciliation.class, delegatesTo(practice.books.new FakeReconciliation()));
    }

    @Bean
    Overview overview() {
        return mock(Overview.class, delegatesTo(new ReconciliationDesk.FakeOverview()));
    }

    @Bean
    MpesaRecords mpesaRecords() {
        return mock(MpesaRecords.class, delegatesTo(new ReconciliationDesk.FakeRecords()));
    }

    @Bean
    StatementImport statementImport() {
        return mock(StatementImport.class, delegatesTo(new ReconciliationDesk.FakeStatements()));
    }

    @Bean
    StatementUploads statementUploads(Practice practice) {
        return mock(StatementUploads.class, delegatesTo(practice.books.new FakeUploads()));
    }

    @Bean
    AutomaticResolution automaticResolution(Practice practice) {
        return mock(AutomaticResolution.class, delegatesTo(practice.books.new FakeResolutions()));
    }

    @Bean
    Verification verification() {
        return mock(Verification.class);
    }

    /** Lets everybody in: who may see what is tested elsewhere. The content policy is the strict one. */
    @Bean
    SecurityFilterChain open(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(headers -> headers.contentSecurityPolicy(policy ->
                        policy.policyDirectives("default-src 'self'; form-action 'self'; frame-ancestors 'none'")))
                .build();
    }
}
