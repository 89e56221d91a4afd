package io.github.darajasdk.simulator.internal.world;

import io.github.darajasdk.simulator.Setting;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The values of the settings. Thread-safe. */
public final class Settings {

    private final Map<Setting<?>, Object> values = new ConcurrentHashMap<>();

    /** Returns the value of {@code setting}. */
    @SuppressWarnings("unchecked") // only set() and parse() write, both with a T
    public <T> T get(Setting<T> setting) {
        return (T) values.getOrDefault(setting, setting.defaultValue());
    }

    /** Changes the value of {@code setting}. */
    public <T> void set(Setting<T> setting, T value) {
        values.put(setting, value);
    }

    /** Changes the value of {@code setting} to what {@code text} says. */
    public <T> void parse(Setting<T> setting, String text) {
        set(setting, setting.parse(text));
    }

    /** Takes over all values of {@code other}. */
    public void copyFrom(Settings other) {
        values.clear();
        values.putAll(other.values);
    }
}
