package io.github.darajasdk.therapy.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(classes = PagesApp.class)
@AutoConfigureMockMvc
class DeliveriesPageTest {

    private static final String PAGE = "/admin/deliveries";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Practice practice;

    @BeforeEach
    void anAdministratorIsSignedIn() {
        practice.clear();
        practice.signedIn = Optional.of(Practice.ADMIN);
    }

    @Test
    void showsWaysOutWhatCouldNotBeSentAndEachDeliveryWithItsLastAnswer() throws Exception {
        String page = body(mvc.get().uri(PAGE).exchange());

        assertThat(page)
                .containsSubsequence("E-mail", "accounting", "books.example.com", "pager", "Off since", "Send a test")
                .containsSubsequence("Could not be sent", "8 tries", "550 5.1.1", "Send again")
                .containsSubsequence("case.opened", "Given up", "10 tries", "503", "&lt;html&gt;Service Unavailable")
                .containsSubsequence("discrepancy.opened", "On its way", "Next:", "timeout")
                .containsSubsequence("reconciliation.run.completed", "Delivered", "204");
    }

    @Test
    void narrowsToOneStateAndTakesWhateverIsNoneForAll() throws Exception {
        String givenUp = body(mvc.get().uri(PAGE + "?show=GIVEN_UP").exchange());
        assertThat(givenUp).contains("503").doesNotContain("204");

        assertThat(body(mvc.get().uri(PAGE + "?show=nonsense").exchange())).contains("503", "204");
    }

    @Test
    void everyButtonDoesWhatItSays() {
        post("/test");
        post("/replay?message=" + OutgoingMail.MESSAGE + "&endpoint=accounting");
        post("/set-aside/replay?medium=MAIL&message=" + OutgoingMail.UNSENT);
        post("/endpoints/pager/enable");

        assertThat(practice.outgoing.calls)
                .containsExactly(
                        "test to " + Practice.ADMIN.id(),
                        "test to all",
                        "replay " + OutgoingMail.MESSAGE + " to accounting",
                        "replay MAIL " + OutgoingMail.UNSENT,
                        "enable pager");
    }

    @Test
    void saysSoWhenAMessageIsBeingSentAtThisMoment() {
        practice.outgoing.sendingNow = true;

        MvcTestResult result = post("/replay?message=" + OutgoingMail.MESSAGE + "&endpoint=accounting");

        assertThat(result).flash().containsEntry("notice", "deliveries.not-replayed");
    }

    @Test
    void whatIsNoMessageIsNoPage() {
        assertThat(post("/replay?message=1&endpoint=accounting")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post("/set-aside/replay?medium=PIGEON&message=" + OutgoingMail.UNSENT))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    private MvcTestResult post(String address) {
        return mvc.post().uri(PAGE + address).with(csrf()).exchange();
    }

    private static String body(MvcTestResult result) throws Exception {
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString();
    }
}
