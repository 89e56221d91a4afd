package io.github.darajasdk.simulator.internal.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.PushMatch;
import io.github.darajasdk.simulator.PushScript;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.simulator.internal.http.Endpoint;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.http.WireRequest;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Scripts;
import io.github.darajasdk.simulator.internal.world.Simulated;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /faults}: a board of what can go wrong. */
final class FaultsPage {

    private static final Map<String, CustomerScript> CUSTOMERS = new LinkedHashMap<>();
    private static final Map<String, DeliveryScript> DELIVERIES = new LinkedHashMap<>();

    static {
        CUSTOMERS.put("answers on the phone page", CustomerScript.human());
        CUSTOMERS.put("pays at once", CustomerScript.approves());
        CUSTOMERS.put("pays after 20 seconds", CustomerScript.approvesAfter(Duration.ofSeconds(20)));
        CUSTOMERS.put("cancels", CustomerScript.cancels());
        CUSTOMERS.put("enters a wrong PIN", CustomerScript.wrongPin());
        CUSTOMERS.put("has no money", CustomerScript.hasNoMoney());
        CUSTOMERS.put("does not answer", CustomerScript.ignores());
        CUSTOMERS.put("has the phone off", CustomerScript.phoneOff());
        CUSTOMERS.put("is in another menu", CustomerScript.busy());

        DELIVERIES.put("does its work", DeliveryScript.normal());
        DELIVERIES.put("loses the callback", DeliveryScript.loseCallback());
        DELIVERIES.put("delivers the callback three minutes late", DeliveryScript.delayCallback(Duration.ofMinutes(3)));
        DELIVERIES.put("delivers the callback three times", DeliveryScript.duplicateCallback(3));
        DELIVERIES.put("delivers the callback before the answer", DeliveryScript.callbackBeforeAnswer());
        DELIVERIES.put("contradicts the callback with a second one", DeliveryScript.contradictCallback());
        DELIVERIES.put("reports another amount", DeliveryScript.wrongAmount(10));
        DELIVERIES.put("reports unknown identifiers", DeliveryScript.unknownIds());
        DELIVERIES.put("breaks the callback's JSON", DeliveryScript.malformedCallback());
        DELIVERIES.put("accepts, then cuts the connection", DeliveryScript.acceptThenCutConnection());
        DELIVERIES.put("accepts, then holds the answer for a minute", DeliveryScript.holdAnswer(Duration.ofMinutes(1)));
        DELIVERIES.put("answers with the firewall's HTML page", DeliveryScript.http503Html());
        DELIVERIES.put("answers 500 with an empty message", DeliveryScript.http500EmptyMessage());
    }

    private final Simulated simulator;
    private final Scripts scripts;
    private final Endpoint control;

    FaultsPage(Simulated simulator, Endpoint control) {
        this.simulator = simulator;
        this.scripts = simulator.world().scripts();
        this.control = control;
    }

    Reply show(WireRequest request) {
        Html html = new Html().raw("<h1>Faults</h1>");
        request.parameter("note")
                .ifPresent(note -> html.raw("<p id=\"note\" class=\"note\" role=\"status\">")
                        .text(note)
                        .raw("</p>"));
        nextPush(html);
        weather(html);
        clock(html);
        html.raw("<h2>Everything else</h2><div>");
        Boards.all().values().forEach(board -> board.show(html));
        html.raw("</div>");
        settings(html);
        html.raw("<h2>Begin anew</h2><form action=\"/faults/reset\" method=\"post\">")
                .raw(
                        "<p>People, money, records, plans, faults, switches and the speed of the clock are what they were at the start. The time stays: it only moves forward.</p>")
                .raw("<button id=\"reset\" class=\"danger\">Reset the simulator</button></form>");
        return Layout.page("/faults", "Faults", html.toString());
    }

    Reply addNext(WireRequest request) {
        Map<String, String> form = request.form();
        PushScript script = PushScript.forPushes(PushMatch.any());
        Optional.ofNullable(CUSTOMERS.get(form.getOrDefault("customer", ""))).ifPresent(script::customer);
        Optional.ofNullable(DELIVERIES.get(form.getOrDefault("delivery", ""))).ifPresent(script::delivery);
        scripts.addNext(script);
        return back("The next push: " + script + ".");
    }

    /** Does what one of the {@link Boards} asks for, by the control API. */
    Reply control(WireRequest request, Map<String, String> path) {
        Board board = Boards.all().get(path.getOrDefault("board", ""));
        if (board == null) {
            return back("There is no such control.");
        }
        try {
            Reply reply = control.answer(board.call(request.form()));
            JsonNode answer =
                    Json.parse(new String(reply.body(), StandardCharsets.UTF_8)).orElseGet(Json::object);
            if (reply.status() >= 300) {
                return back(Json.text(answer, "error"));
            }
            String trouble = Json.text(answer, "note");
            return back(trouble.isEmpty() ? "Done: " + board.title() + "." : "Not delivered: " + trouble);
        } catch (IllegalArgumentException e) {
            return back(e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return back("Interrupted.");
        }
    }

    Reply clearNext() {
        scripts.clear();
        return back("Nothing is planned for the next pushes.");
    }

    Reply changeWeather(WireRequest request) {
        Map<String, String> form = request.form();
        for (Weather.Area area : Weather.Area.values()) {
            String name = form.getOrDefault(Setting.write(area), "");
            simulator.weather().fine(area);
            if (!name.isEmpty()) {
                simulator.weather().fault(area, fault(name));
            }
        }
        return back("The weather has changed.");
    }

    private static GatewayFault fault(String name) {
        return GatewayFault.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    Reply changeSettings(WireRequest request) {
        try {
            request.form().forEach(simulator::set);
            return back("The switches are set.");
        } catch (IllegalArgumentException e) {
            return back(String.valueOf(e.getMessage()));
        }
    }

    Reply reset() {
        simulator.reset();
        return back("The simulator has begun anew.");
    }

    private static Reply back(String note) {
        return Reply.seeOther("/faults?note=" + URLEncoder.encode(note, StandardCharsets.UTF_8));
    }

    private void nextPush(Html html) {
        html.raw("<h2>The next push</h2><form action=\"/faults/next\" method=\"post\" class=\"board\">");
        select(html, "customer", "The customer", List.copyOf(CUSTOMERS.keySet()), "");
        select(html, "delivery", "The network", List.copyOf(DELIVERIES.keySet()), "");
        html.raw("<button id=\"next-add\" class=\"primary\">Plan it</button></form>");
        List<Object> waiting = new ArrayList<>(scripts.all());
        waiting.addAll(scripts.allCommands());
        simulator
                .weather()
                .chances()
                .forEach(chance -> waiting.add("By chance, " + chance.probability() + ": " + chance.script()));
        if (!waiting.isEmpty()) {
            html.raw("<ol id=\"planned\">");
            waiting.forEach(script -> html.raw("<li>").text(script).raw("</li>"));
            html.raw(
                    "</ol><form action=\"/faults/clear\" method=\"post\"><button class=\"quiet\">Forget these</button></form>");
        }
    }

    private void weather(Html html) {
        html.raw(
                "<h2>The gateway, for everybody</h2><form action=\"/faults/weather\" method=\"post\" class=\"board\">");
        for (Weather.Area area : Weather.Area.values()) {
            String current = simulator.weather().fault(area).map(Setting::write).orElse("");
            html.raw("<div class=\"field\"><label for=\"weather-")
                    .text(Setting.write(area))
                    .raw("\">")
                    .text(areaName(area))
                    .raw("</label><select id=\"weather-")
                    .text(Setting.write(area))
                    .raw("\" name=\"")
                    .text(Setting.write(area))
                    .raw("\"><option value=\"\">works</option>");
            for (GatewayFault fault : GatewayFault.values()) {
                String name = Setting.write(fault);
                html.raw("<option value=\"").text(name).raw("\"").raw(name.equals(current) ? " selected>" : ">");
                html.text(name.replace('-', ' ')).raw("</option>");
            }
            html.raw("</select></div>");
        }
        html.raw("<button id=\"weather-set\" class=\"primary\">Set the weather</button></form>");
    }

    private static String areaName(Weather.Area area) {
        return switch (area) {
            case TOKEN -> "Tokens";
            case PUSH -> "Pushes";
            case QUERY -> "Queries";
            case OTHER -> "Everything else";
        };
    }

    private void clock(Html html) {
        html.raw("<h2>The clock</h2><p>It is <strong id=\"clock\">")
                .text(Words.momentOfYear(simulator.clock().instant()))
                .raw(
                        "</strong> in Nairobi.</p><form action=\"/faults/do/advance\" method=\"post\" class=\"row wrap\">");
        for (String[] step : new String[][] {{"1m", "1 minute on"}, {"5m", "5 minutes on"}, {"1h", "1 hour on"}}) {
            html.raw("<button class=\"quiet\" name=\"by\" value=\"")
                    .text(step[0])
                    .raw("\">")
                    .text(step[1])
                    .raw("</button>");
        }
        html.raw("</form>");
    }

    private void settings(Html html) {
        html.raw("<h2>Switches</h2><form action=\"/faults/settings\" method=\"post\" class=\"board\">");
        for (Setting<?> setting : Setting.all()) {
            String value = Setting.write(simulator.get(setting));
            String id = "setting-" + setting.name();
            html.raw("<div class=\"field\"><label for=\"")
                    .text(id)
                    .raw("\">")
                    .text(setting.description())
                    .raw("</label>");
            String[] choices = setting.allowed().split(", ", -1);
            if (choices.length > 1 && setting.allowed().matches("[a-z0-9, -]+")) {
                html.raw("<select id=\"")
                        .text(id)
                        .raw("\" name=\"")
                        .text(setting.name())
                        .raw("\">");
                for (String choice : choices) {
                    html.raw(choice.equals(value) ? "<option selected>" : "<option>")
                            .text(choice)
                            .raw("</option>");
                }
                html.raw("</select></div>");
            } else {
                html.raw("<input id=\"")
                        .text(id)
                        .raw("\" name=\"")
                        .text(setting.name())
                        .raw("\" value=\"")
                        .text(value);
                html.raw("\"></div>");
            }
        }
        html.raw("<button id=\"settings-set\" class=\"primary\">Set the switches</button></form>");
    }

    private static void select(Html html, String name, String label, List<String> options, String current) {
        html.raw("<div class=\"field\"><label for=\"next-")
                .text(name)
                .raw("\">")
                .text(label)
                .raw("</label><select id=\"next-");
        html.text(name).raw("\" name=\"").text(name).raw("\">");
        for (String option : options) {
            html.raw(option.equals(current) ? "<option selected>" : "<option>")
                    .text(option)
                    .raw("</option>");
        }
        html.raw("</select></div>");
    }
}
