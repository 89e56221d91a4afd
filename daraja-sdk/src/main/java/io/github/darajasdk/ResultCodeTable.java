package io.github.darajasdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** The catalogue of result codes, read once from {@code result-codes.properties} beside this class. Immutable. */
final class ResultCodeTable {

    /** How well a line of the catalogue is proven. */
    enum Evidence {
        /** Captured from M-PESA, or documented and confirmed by several independent projects. */
        HIGH,
        /** Documented by Safaricom alone, or told by several projects. */
        MEDIUM,
        /** One source, or an inference. */
        LOW
    }

    record Entry(
            ResultChannel channel,
            String code,
            boolean known,
            ResultCategory category,
            ResultFinality finality,
            RetryRule retryRule,
            String meaning,
            String english,
            String swahili,
            Evidence evidence) {}

    private static final String RESOURCE = "result-codes.properties";
    private static final String UNKNOWN = "unknown";
    private static final Set<String> FIELDS =
            Set.of("category", "finality", "retry", "meaning", "en", "sw", "evidence");

    private final Map<ResultChannel, Map<String, Entry>> entries;
    private final Map<String, String> unknown;

    private ResultCodeTable(Map<ResultChannel, Map<String, Entry>> entries, Map<String, String> unknown) {
        this.entries = entries;
        this.unknown = unknown;
    }

    static ResultCodeTable standard() {
        return Holder.STANDARD;
    }

    Entry find(ResultChannel channel, String code) {
        Entry entry = entries.getOrDefault(channel, Map.of()).get(code);
        return entry != null ? entry : entry(channel, code, false, unknown);
    }

    Collection<Entry> entries(ResultChannel channel) {
        return entries.getOrDefault(channel, Map.of()).values();
    }

    static ResultCodeTable parse(Reader reader) throws IOException {
        Properties lines = new Properties();
        lines.load(reader);
        Map<String, Map<String, String>> byCode = new TreeMap<>();
        for (String name : lines.stringPropertyNames()) {
            int lastDot = name.lastIndexOf('.');
            String field = lastDot < 0 ? name : name.substring(lastDot + 1);
            if (lastDot < 0 || !FIELDS.contains(field)) {
                throw new IllegalArgumentException("result codes: " + name + " ends in none of " + FIELDS);
            }
            byCode.computeIfAbsent(name.substring(0, lastDot), key -> new HashMap<>())
                    .put(field, lines.getProperty(name));
        }
        Map<ResultChannel, Map<String, Entry>> entries = new HashMap<>();
        byCode.forEach((key, fields) -> {
            Set<String> missing = new HashSet<>(FIELDS);
            missing.removeAll(fields.keySet());
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("result codes: " + key + " lacks " + missing);
            }
            if (!key.equals(UNKNOWN)) {
                int firstDot = key.indexOf('.');
                ResultChannel channel = enumOf(ResultChannel.class, key.substring(0, firstDot));
                String code = key.substring(firstDot + 1);
                entries.computeIfAbsent(channel, c -> new TreeMap<>()).put(code, entry(channel, code, true, fields));
            }
        });
        entries.replaceAll((channel, codes) -> Collections.unmodifiableMap(codes));
        Map<String, String> unknown = byCode.get(UNKNOWN);
        if (unknown == null) {
            throw new IllegalArgumentException("result codes: no entry for codes that are not known");
        }
        return new ResultCodeTable(Map.copyOf(entries), Map.copyOf(unknown));
    }

    private static Entry entry(ResultChannel channel, String code, boolean known, Map<String, String> fields) {
        return new Entry(
                channel,
                code,
                known,
                enumOf(ResultCategory.class, text(fields, "category")),
                enumOf(ResultFinality.class, text(fields, "finality")),
                RetryRule.parse(text(fields, "retry")),
                text(fields, "meaning"),
                text(fields, "en"),
                text(fields, "sw"),
                enumOf(Evidence.class, text(fields, "evidence")));
    }

    private static String text(Map<String, String> fields, String field) {
        String text = fields.getOrDefault(field, "");
        if (text.isBlank()) {
            throw new IllegalArgumentException("result codes: empty " + field + " beside " + fields.get("meaning"));
        }
        return text;
    }

    private static <T extends Enum<T>> T enumOf(Class<T> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static final class Holder {
        static final ResultCodeTable STANDARD = load();

        private static ResultCodeTable load() {
            try (InputStream in = ResultCodeTable.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(RESOURCE + " is missing from the Daraja SDK's jar");
                }
                return parse(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + RESOURCE, e);
            }
        }
    }
}
