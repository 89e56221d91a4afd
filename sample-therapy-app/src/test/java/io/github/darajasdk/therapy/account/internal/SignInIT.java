package io.github.darajasdk.therapy.account.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.response.SecurityMockMvcResultMatchers.authenticated;
import static org.springframework.security.test.web.servlet.response.SecurityMockMvcResultMatchers.unauthenticated;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.github.darajasdk.therapy.account.Accounts;
import io.github.darajasdk.therapy.account.NewUser;
import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.testing.AppTest;
import io.github.darajasdk.therapy.testing.TestClock;
import io.github.darajasdk.therapy.testing.TestData;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@AppTest
class SignInIT {

    @Autowired
    MockMvc web;

    @Autowired
    Accounts accounts;

    @Autowired
    SignInThrottle throttle;

    @Autowired
    TestData given;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Test
    void theRightPasswordSignsInHoweverTheAddressIsWritten() throws Exception {
        User user = given.aTherapist();

        web.perform(formLogin().user(user.email().toUpperCase(Locale.ROOT)).password(TestData.PASSWORD))
                .andExpect(authenticated().withRoles("THERAPIST"))
                .andExpect(redirectedUrl("/"));
    }

    @Test
    void aSessionPlantedBySomebodyElseGetsANewName() throws Exception {
        User user = given.aClient();
        MockHttpSession planted = new MockHttpSession();
        String plantedId = planted.getId();

        web.perform(post("/login")
                        .session(planted)
                        .with(csrf())
                        .param("username", user.email())
                        .param("password", TestData.PASSWORD))
                .andExpect(authenticated());

        assertThat(planted.getId()).isNotEqualTo(plantedId);
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressLookTheSame() throws Exception {
        web.perform(formLogin().user(given.aClient().email()).password("wrong"))
                .andExpect(unauthenticated())
                .andExpect(redirectedUrl("/login?error"));
        web.perform(formLogin().user("nobody@example.com").password("wrong"))
                .andExpect(unauthenticated())
                .andExpect(redirectedUrl("/login?error"));
    }

    @Test
    void afterFiveWrongTriesEvenTheRightPasswordWaitsAQuarterOfAnHour() throws Exception {
        User user = given.aClient();
        for (int i = 0; i < SignInThrottle.TRIES_PER_ACCOUNT_AND_ADDRESS; i++) {
            web.perform(formLogin().user(user.email()).password("wrong")).andExpect(redirectedUrl("/login?error"));
        }

        web.perform(formLogin().user(user.email()).password(TestData.PASSWORD))
                .andExpect(unauthenticated())
                .andExpect(redirectedUrl("/login?wait"));
        web.perform(post("/login")
                        .with(csrf())
                        .with(from("203.0.113.9"))
                        .param("username", user.email())
                        .param("password", TestData.PASSWORD))
                .andExpect(authenticated());

        clock.advance(SignInThrottle.WINDOW.plusSeconds(1));
        web.perform(formLogin().user(user.email()).password(TestData.PASSWORD)).andExpect(authenticated());
    }

    @Test
    void triesAtTheSameMomentAreAllCounted() throws Exception {
        AtomicInteger admitted = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 40; i++) {
            threads.execute(() -> {
                if (throttle.admit("target@example.com", "198.51.100.7")) {
                    admitted.incrementAndGet();
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        assertThat(admitted).hasValue(SignInThrottle.TRIES_PER_ACCOUNT_AND_ADDRESS);
    }

    @Test
    void whatWasTypedIsNotKeptAndEndedWindowsAreForgotten() {
        throttle.admit("my secret typed in the wrong field", "198.51.100.8");

        assertThat(jdbc.sql("select subject from sign_in_throttle")
                        .query(String.class)
                        .list())
                .allSatisfy(subject -> assertThat(subject).matches("[0-9a-f]{64}"));
        clock.advance(SignInThrottle.WINDOW.plusSeconds(1));
        throttle.forgetEnded();
        assertThat(jdbc.sql("select count(*) from sign_in_throttle")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @Tag("property-50")
    @CsvSource({
        "/client/anything, CLIENT",
        "/therapist/anything, THERAPIST",
        "/admin/anything, ADMIN",
    })
    void eachAreaIsForItsRoleAlone(String path, Role owner) throws Exception {
        web.perform(get(path).accept(MediaType.TEXT_HTML))
                .andExpect(status().isFound())
                .andExpect(redirectedUrl("/login"));
        for (Role role : Role.values()) {
            int answer = web.perform(get(path).session(sessionOf(role)))
                    .andReturn()
                    .getResponse()
                    .getStatus();
            assertThat(answer).as("%s at %s", role, path).matches(code -> (code == 403) == (role != owner));
        }
    }

    @Test
    @Tag("property-50")
    void everythingElseNeedsSigningInAndWhatIsOpenDoesNot() throws Exception {
        web.perform(get("/anything").accept(MediaType.TEXT_HTML)).andExpect(redirectedUrl("/login"));
        web.perform(get("/actuator/health")).andExpect(status().isOk());
        web.perform(get("/actuator/env").accept(MediaType.TEXT_HTML)).andExpect(redirectedUrl("/login"));
        web.perform(post("/cb/stk/k1/x/y")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().is(not(403)))
                .andExpect(header().doesNotExist("Location"));
    }

    @Test
    void aFragmentAskedForWithoutSigningInSendsTheWholePageToTheForm() throws Exception {
        web.perform(get("/client/sessions").header("HX-Request", "true"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("HX-Redirect", "/login"));
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        web.perform(post("/client/anything").session(sessionOf(Role.CLIENT))).andExpect(status().isForbidden());
        web.perform(post("/login").param("username", "x").param("password", "y"))
                .andExpect(status().isForbidden());
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        MockHttpSession session = sessionOf(Role.CLIENT);

        web.perform(post("/logout").session(session).with(csrf())).andExpect(redirectedUrl("/login?logout"));

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    @Tag("property-44")
    void headersForbidInlineScriptsFramesAndPlainHttp() throws Exception {
        web.perform(get("/actuator/health").secure(true))
                .andExpect(header().string(
                                "Content-Security-Policy",
                                allOf(
                                        containsString("default-src 'self'"),
                                        containsString("frame-ancestors 'none'"),
                                        not(containsString("unsafe")))))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("X-Frame-Options", "DENY"))
                .andExpect(header().string("Referrer-Policy", "same-origin"))
                .andExpect(header().string("Strict-Transport-Security", containsString("max-age=31536000")));
    }

    @Test
    void passwordsAreStoredHashed() {
        User user = given.aClient();

        String stored = jdbc.sql("select password_hash from app_user where id = :id")
                .param("id", user.id().value())
                .query(String.class)
                .single();

        assertThat(stored).startsWith("{bcrypt}").doesNotContain(TestData.PASSWORD);
    }

    @Test
    void aTakenAddressAnswersItsUserUnchanged() {
        User first = accounts.createIfAbsent(new NewUser("Same@Example.com", "First", Role.CLIENT, "one", false));

        User second = accounts.createIfAbsent(new NewUser(" same@example.COM ", "Second", Role.ADMIN, "two", false));

        assertThat(second).isEqualTo(first);
        assertThat(first.email()).isEqualTo("same@example.com");
        assertThat(accounts.findAll(List.of(first.id()))).containsEntry(first.id(), first);
    }

    private MockHttpSession sessionOf(Role role) throws Exception {
        User user = switch (role) {
            case CLIENT -> given.aClient();
            case THERAPIST -> given.aTherapist();
            case ADMIN -> given.anAdmin();
        };
        return (MockHttpSession) web.perform(formLogin().user(user.email()).password(TestData.PASSWORD))
                .andExpect(authenticated())
                .andReturn()
                .getRequest()
                .getSession();
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }
}
