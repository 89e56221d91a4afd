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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Notes notes;
    private final ActiveFaults active;

    FaultsPage(Simulated simulator, Endpoint control, Notes notes) {
        this.notes = notes;
        this.active = new ActiveFaults(simulator);
        this.simulator = simulator;
        this.scripts = simulator.world().scripts();
        this.control = control;
    }

    /** A form that was sent and refused: what was typed, to be shown again with the problem. */
    private record Mistake(String form, Map<String, String> typed, String problem) {
        private static final Mistake NONE = new Mistake("", Map.of(), "");

        String problemOf(String asked) {
            return form.equals(asked) ? problem : "";
        }
    }

    Reply show(WireRequest request) {
        return page(request.parameter("note").orElse(""), Mistake.NONE);
    }

    private Reply page(String note, Mistake mistake) {
        Html html = new Html().raw("<h1>Faults</h1>");
        notes.show(html, note);
        html.raw("<nav class=\"contents\" aria-label=\"On this page\"><a href=\"#now\">What is set</a>")
                .raw("<a href=\"#next\">The next push</a><a href=\"#gateway\">The gateway</a>")
                .raw("<a href=\"#time\">The clock</a><a href=\"#more\">More controls</a>")
                .raw("<a href=\"#switches\">Switches</a><a href=\"#anew\">Begin anew</a></nav>")
                .raw("<h2 id=\"now\">What is set now</h2>");
        active.show(html);
        html.raw("<form action=\"/faults/do/calm\" method=\"post\">")
                .raw("<button id=\"end-all\" class=\"quiet\">End every fault</button></form>");
        nextPush(html);
        weather(html);
        clock(html);
        html.raw("<h2 id=\"more\">More controls</h2><div>");
        Boards.all()
                .values()
                .forEach(board -> board.show(
                        html,
                        mistake.form().equals(board.id()) ? mistake.typed() : current(board.id()),
                        mistake.problemOf(board.id())));
        html.raw("</div>");
        settings(html, mistake);
        html.raw("<h2 id=\"anew\">Begin anew</h2><form action=\"/faults/reset\" method=\"post\">")
                .raw(
                        "<p>People, money, records, plans, faults, switches and the speed of the clock are what they were at ")
                .raw("the start. The time stays: it only moves forward.</p>")
                .raw("<button id=\"reset\" class=\"danger\">Reset the simulator</button></form>");
        return Layout.page("/faults", "Faults", html.toString());
    }

    /** Returns what stands in the fields of a form before anybody types: what is really so. */
    private Map<String, String> current(String board) {
        Map<String, String> shown = new LinkedHashMap<>();
        if (board.equals("default")) {
            CustomerScript customer = scripts.fallback();
            shown.put("customer.reaction", Setting.write(customer.reaction()));
            shown.put("customer.after", customer.delay().isZero() ? "" : Setting.write(customer.delay()));
            customer.resultCode().ifPresent(code -> shown.put("customer.resultCode", code));
            customer.resultDescription().ifPresent(text -> shown.put("customer.resultDescription", text));
        } else if (board.equals("speed")) {
            double speed = simulator.clock().speed();
            shown.put("speed", speed == Math.rint(speed) ? String.valueOf((long) speed) : String.valueOf(speed));
        } else if (board.equals("slow")) {
            for (Weather.Area area : Weather.Area.values()) {
                Duration delay = simulator.weather().delay(area);
                shown.put(Setting.write(area) + ".slow", delay.isZero() ? "" : Setting.write(delay));
            }
        }
        return shown;
    }

    Reply addNext(WireRequest request) {
        Map<String, String> form = request.form();
        PushScript script = PushScript.forPushes(PushMatch.any());
        Optional.ofNullable(CUSTOMERS.get(form.getOrDefault("customer", ""))).ifPresent(script::customer);
        Optional.ofNullable(DELIVERIES.get(form.getOrDefault("delivery", ""))).ifPresent(script::delivery);
        scripts.addNext(script);
        return back("Planned for the next push.");
    }

    /** Does what one of the {@link Boards} asks for, by the control API. */
    Reply control(WireRequest request, Map<String, String> path) {
        String id = path.getOrDefault("board", "");
        Board board = Boards.all().get(id);
        if (board == null) {
            return back("There is no such control.");
        }
        try {
            Reply reply = control.answer(board.call(request.form()));
            JsonNode answer =
                    Json.parse(new String(reply.body(), StandardCharsets.UTF_8)).orElseGet(Json::object);
            if (reply.status() >= 300) {
                return refused(id, request, Json.text(answer, "error"));
            }
            String trouble = Json.text(answer, "note");
            return back(trouble.isEmpty() ? "Done: " + board.title() + "." : "Not delivered: " + trouble);
        } catch (IllegalArgumentException e) {
            return refused(id, request, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return back("Interrupted.");
        }
    }

    private Reply refused(String form, WireRequest request, String problem) {
        return page("", new Mistake(form, request.form(), problem)).as(400);
    }

    Reply changeWeather(WireRequest request) {
        Map<String, String> form = request.form();
        for (Weather.Area area : Weather.Area.values()) {
            String name = form.getOrDefault(Setting.write(area), "");
            Duration delay = simulator.weather().delay(area);
            simulator.weather().fine(area).slow(area, delay);
            Arrays.stream(GatewayFault.values())
                    .filter(fault -> Setting.write(fault).equals(name))
                    .forEach(fault -> simulator.weather().fault(area, fault));
        }
        return back("The gateway is set.");
    }

    Reply changeSettings(WireRequest request) {
        try {
            request.form().forEach((name, value) -> Setting.named(name).parse(value));
            request.form().forEach(simulator::set);
            return back("The switches are set.");
        } catch (IllegalArgumentException e) {
            return refused("settings", request, String.valueOf(e.getMessage()));
        }
    }

    Reply reset() {
        simulator.reset();
        return back("The simulator has begun anew. The time stays; the clock runs as fast as at the start.");
    }

    private Reply back(String note) {
        return Reply.seeOther(notes.on("/faults", note));
    }

    private void nextPush(Html html) {
        html.raw("<h2 id=\"next\">The next push</h2><form action=\"/faults/next\" method=\"post\" class=\"board\">");
        select(html, "customer", "The customer", List.copyOf(CUSTOMERS.keySet()), "");
        select(html, "delivery", "The network", List.copyOf(DELIVERIES.keySet()), "");
        html.raw("<button id=\"next-add\" class=\"primary\">Plan it</button></form>");
    }

    private void weather(Html html) {
        html.raw(
                "<h2 id=\"gateway\">The gateway, for everybody</h2><form action=\"/faults/weather\" method=\"post\" class=\"board\">");
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
        html.raw("<button id=\"weather-set\" class=\"primary\">Set the gateway</button></form>");
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
        html.raw("<h2 id=\"time\">The clock</h2>")
                .raw("<form action=\"/faults/do/advance\" method=\"post\" class=\"row wrap\">");
        for (String[] step : new String[][] {{"1m", "1 minute on"}, {"5m", "5 minutes on"}, {"1h", "1 hour on"}}) {
            html.raw("<button class=\"quiet\" name=\"by\" value=\"")
                    .text(step[0])
                    .raw("\">")
                    .text(step[1])
                    .raw("</button>");
        }
        html.raw("</form>");
    }

    private void settings(Html html, Mistake mistake) {
        html.raw("<h2 id=\"switches\">Switches</h2>");
        Notes.problem(html, "settings-problem", mistake.problemOf("settings"));
        Map<String, String> typed = mistake.form().equals("settings") ? mistake.typed() : Map.of();
        html.raw("<form action=\"/faults/settings\" method=\"post\" class=\"board\">");
        for (Setting<?> setting : Setting.all()) {
            String value = typed.getOrDefault(setting.name(), Setting.write(simulator.get(setting)));
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
