package io.github.darajasdk.benchmarks.load;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who is signed in, as header lines and hidden fields. */
final class Visitor {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("(?i)^set-cookie: ([^=]+)=([^;]*)", Pattern.MULTILINE);

    private final int port;
    private final Map<String, String> cookies = new TreeMap<>();

    /** Signs in as one of the demo's people. */
    Visitor(int port, String email, String password) throws IOException {
        this.port = port;
        String csrf = csrf("/login");
        Connection.Answer answer = send(form(
                "/login", "username=" + encode(email) + "&password=" + encode(password) + "&_csrf=" + encode(csrf)));
        if (answer.status() != 302 || answer.headers().contains("/login?error")) {
            throw new IOException("could not sign in: " + answer.status());
        }
    }

    /** The token that stands in the forms of a page. */
    String csrf(String page) throws IOException {
        Matcher token = CSRF.matcher(send(get(page)).body());
        if (!token.find()) {
            throw new IOException("no form on " + page);
        }
        return token.group(1);
    }

    byte[] get(String path) {
        return Connection.get(path, cookieHeader());
    }

    byte[] form(String path, String fields) {
        byte[] json = Connection.post(path, fields.getBytes(StandardCharsets.UTF_8), cookieHeader());
        return new String(json, StandardCharsets.ISO_8859_1)
                .replaceFirst("application/json", "application/x-www-form-urlencoded")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private Connection.Answer send(byte[] request) throws IOException {
        try (Connection connection = new Connection(port)) {
            Connection.Answer answer = connection.exchange(request);
            COOKIE.matcher(answer.headers()).results().forEach(cookie -> cookies.put(cookie.group(1), cookie.group(2)));
            return answer;
        }
    }

    private String cookieHeader() {
        return cookies.isEmpty()
                ? ""
                : "Cookie: "
                        + cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; "))
                        + "\r\n";
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
