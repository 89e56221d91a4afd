package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.simulator.internal.world.Durations;
import io.github.darajasdk.simulator.internal.world.Scripts;
import io.github.darajasdk.simulator.internal.world.Simulated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the fault board has set and what is still planned, all of it, in plain words. */
final class ActiveFaults {

    private final Simulated simulator;

    ActiveFaults(Simulated simulator) {
        this.simulator = simulator;
    }

    /** Writes the list; it changes by itself, because a push uses up the plan made for it. */
    void show(Html html) {
        html.raw("<div id=\"active\" data-live>");
        Map<String, List<String>> all = all();
        if (all.values().stream().allMatch(List::isEmpty)) {
            html.raw("<p>Nothing: everything does its work.</p>");
        } else {
            html.raw("<ul id=\"planned\" class=\"steps\">");
            all.forEach((when, scripts) -> scripts.forEach(script -> html.raw("<li><strong>")
                    .text(when)
                    .raw("</strong> ")
                    .text(script)
                    .raw("</li>")));
            html.raw("</ul>");
        }
        html.raw("<p>It is <strong id=\"clock\">")
                .text(Words.momentOfYear(simulator.clock().instant()))
                .raw("</strong> in Nairobi")
                .text(speed(simulator.clock().speed()))
                .raw(".</p></div>");
    }

    private Map<String, List<String>> all() {
        Scripts scripts = simulator.world().scripts();
        Weather weather = simulator.weather();
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("Once, the next push.", texts(scripts.nextPushes()));
        all.put("Once, the next command.", texts(scripts.nextCommands()));
        all.put("Always.", texts(scripts.rules()));
        all.put(
                "By chance.",
                weather.chances().stream()
                        .map(chance -> percent(chance.probability()) + " of all pushes: " + chance.script())
                        .toList());
        for (Weather.Area area : Weather.Area.values()) {
            all.put(
                    "Everybody, " + Setting.write(area) + ".",
                    weather.fault(area).map(fault -> "the gateway answers " + Setting.write(fault)).stream()
                            .toList());
            all.put(
                    "Everybody, " + Setting.write(area) + " (slow).",
                    weather.delay(area).isZero()
                            ? List.of()
                            : List.of("every request waits " + Durations.words(weather.delay(area))));
        }
        all.put(
                "Customers of whom nothing is said.",
                scripts.isFallbackChanged() ? List.of("each " + scripts.fallback()) : List.of());
        return all;
    }

    private static List<String> texts(List<?> scripts) {
        return scripts.stream().map(String::valueOf).toList();
    }

    private static String percent(double probability) {
        return Math.round(probability * 1_000) / 10.0 + " %";
    }

    private static String speed(double speed) {
        if (speed == 1) {
            return "";
        }
        return speed == 0 ? ", and the clock stands still" : ", and the clock runs " + speed + " times as fast";
    }
}
