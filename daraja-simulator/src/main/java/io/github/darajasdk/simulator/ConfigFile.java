package io.github.darajasdk.simulator;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;

/**
 * A properties file that says what a simulator begins with: {@code set.prompt-life = PT90S}, {@code paybill.600100 =
 * Name, passkey}, {@code till.7120046 = 5310963, Name, passkey}, {@code subscriber.254712345678 = Name, PIN, shillings},
 * {@code credentials.key = secret}.
 */
final class ConfigFile {

    private ConfigFile() {}

    /**
     * Adds what the file says to {@code builder}.
     *
     * @throws IllegalArgumentException if the file cannot be read or understood; the message names the line's key
     */
    static void apply(Path file, DarajaSimulator.Builder builder) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no file " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            try {
                apply(key, properties.getProperty(key).strip(), builder);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": " + key + ": " + e.getMessage(), e);
            }
        }
    }

    private static void apply(String key, String value, DarajaSimulator.Builder builder) {
        int dot = key.indexOf('.');
        String kind = dot < 0 ? key : key.substring(0, dot);
        String name = key.substring(dot + 1);
        switch (kind) {
            case "set" -> builder.set(name, value);
            case "credentials" -> builder.credentials(name, value);
            case "paybill" -> {
                String[] parts = parts(value, 2, "Name, passkey");
                builder.paybill(name, parts[0], parts[1]);
            }
            case "till" -> {
                String[] parts = parts(value, 3, "till number, Name, passkey");
                builder.till(name, parts[0], parts[1], parts[2]);
            }
            case "subscriber" -> {
                String[] parts = parts(value, 3, "Name, PIN, shillings");
                if (!parts[2].matches("\\d{1,6}")) {
                    throw new IllegalArgumentException("'" + parts[2] + "' is no amount in whole shillings");
                }
                builder.subscriber(name, parts[0], parts[1], Long.parseLong(parts[2]));
            }
            default ->
                throw new IllegalArgumentException(
                        "unknown. There are: set., credentials., paybill., till., subscriber.");
        }
    }

    private static String[] parts(String value, int count, String form) {
        String[] parts = value.split("\\s*,\\s*", -1);
        if (parts.length != count) {
            throw new IllegalArgumentException("must be '" + form + "', but was '" + value + "'");
        }
        return parts;
    }
}
