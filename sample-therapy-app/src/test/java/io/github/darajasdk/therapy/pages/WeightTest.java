package io.github.darajasdk.therapy.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.booking.SessionStatus;
import io.github.darajasdk.therapy.booking.TherapySession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The first visit to the payment page on a slow network: the page and all it loads. */
@SpringBootTest(classes = PagesApp.class)
@AutoConfigureMockMvc
class WeightTest {

    private static final int BUDGET = 60 * 1024;
    private static final Pattern LOADED = Pattern.compile("<(?:link|script|img)[^>]* (?:href|src)=\"(/[^\"]+)\"");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Practice practice;

    @Test
    void theFirstLoadOfThePaymentPageIsAtMostSixtyKilobytesCompressed() throws IOException {
        practice.clear();
        practice.signedIn = Optional.of(Practice.CLIENT);
        TherapySession session = practice.session(1, SessionStatus.APPROVED, Practice.NOW.plus(Duration.ofDays(4)));
        byte[] page = load("/client/sessions/" + session.id() + "/pay");
        Set<String> parts = new LinkedHashSet<>();
        Matcher matcher = LOADED.matcher(new String(page, StandardCharsets.UTF_8));
        while (matcher.find()) {
            parts.add(matcher.group(1));
        }
        assertThat(parts).as("style sheets, scripts and icon").hasSizeGreaterThanOrEqualTo(5);

        long weight = compressed(page);
        for (String part : parts) {
            weight += compressed(load(part));
        }

        assertThat(weight).isLessThanOrEqualTo(BUDGET);
    }

    private byte[] load(String address) {
        var result = mvc.get().uri(address).exchange();
        assertThat(result).as(address).hasStatusOk();
        return result.getResponse().getContentAsByteArray();
    }

    private static long compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }
}
