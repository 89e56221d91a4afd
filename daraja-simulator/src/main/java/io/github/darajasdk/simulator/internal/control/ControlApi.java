package io.github.darajasdk.simulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.Organisation;
import io.github.darajasdk.simulator.Population;
import io.github.darajasdk.simulator.PushScript;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.StatementForm;
import io.github.darajasdk.simulator.Subscriber;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.simulator.internal.http.Endpoint;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.http.Router;
import io.github.darajasdk.simulator.internal.http.WireRequest;
import io.github.darajasdk.simulator.internal.world.InitiatorKey;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Scripts;
import io.github.darajasdk.simulator.internal.world.Simulated;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /simulator/…}: everything a test in another process needs, as JSON. */
public final class ControlApi implements Endpoint {

    private final Simulated simulator;
    private final Scripts scripts;
    private final Router router;

    /** Creates the API over {@code simulator}. */
    public ControlApi(Simulated simulator) {
        this.simulator = simulator;
        this.scripts = simulator.world().scripts();
        this.router = new Router()
                .on("GET", "/simulator/state", (request, path) -> ok(state()))
                .on("POST", "/simulator/reset", (request, path) -> reset())
                .on("GET", "/simulator/phones", (request, path) -> ok(phones()))
                .on("GET", "/simulator/phones/{msisdn}", (request, path) -> ok(StateJson.subscriber(phone(path))))
                .on("PUT", "/simulator/phones/{msisdn}", (request, path) -> change(phone(path), body(request)))
                .on("POST", "/simulator/phones/{msisdn}/pin", (request, path) -> pin(phone(path), body(request)))
                .on("POST", "/simulator/phones/{msisdn}/pay", (request, path) -> pay(phone(path), body(request)))
                .on("POST", "/simulator/phones/{msisdn}/cancel", (request, path) -> cancel(phone(path)))
                .on("POST", "/simulator/phones/{msisdn}/unlock", (request, path) -> unlock(phone(path)))
                .on("PUT", "/simulator/organisations/{code}", (request, path) -> changeFunds(path, body(request)))
                .on("POST", "/simulator/population", (request, path) -> population(body(request)))
                .on("GET", "/simulator/scripts", (request, path) -> ok(scriptsJson()))
                .on("POST", "/simulator/scripts/next", (request, path) -> addScript(request, scripts::addNext))
                .on("POST", "/simulator/scripts/rules", (request, path) -> addScript(request, scripts::addRule))
                .on("PUT", "/simulator/scripts/default", (request, path) -> setDefault(body(request)))
                .on("DELETE", "/simulator/scripts", (request, path) -> clearScripts())
                .on("POST", "/simulator/commands/next", (request, path) -> addCommand(body(request)))
                .on("POST", "/simulator/initiator/lock", (request, path) -> lockInitiator())
                .on("POST", "/simulator/initiator/unlock", (request, path) -> unlockInitiator())
                .on("GET", "/simulator/certificate", (request, path) -> certificate())
                .on("GET", "/simulator/settings", (request, path) -> ok(settings()))
                .on("PUT", "/simulator/settings", (request, path) -> changeSettings(body(request)))
                .on("GET", "/simulator/weather", (request, path) -> ok(weather()))
                .on("PUT", "/simulator/weather", (request, path) -> changeWeather(body(request)))
                .on("DELETE", "/simulator/weather", (request, path) -> clearWeather())
                .on("GET", "/simulator/clock", (request, path) -> ok(clock()))
                .on("PUT", "/simulator/clock", (request, path) -> changeSpeed(body(request)))
                .on("POST", "/simulator/clock/advance", (request, path) -> advance(body(request)))
                .on("POST", "/simulator/tokens/expire", (request, path) -> expireTokens())
                .on("GET", "/simulator/ledger", (request, path) -> ok(ledger()))
                .on(
                        "GET",
                        "/simulator/debits",
                        list(StateJson::debit, () -> simulator.ledger().debits()))
                .on("POST", "/simulator/reversals", (request, path) -> reverse(body(request)))
                .on("POST", "/simulator/callbacks", (request, path) -> forge(body(request)))
                .on("GET", "/simulator/statement/{number}", (request, path) -> statement(request, path))
                .on("GET", "/simulator/pushes", list(StateJson::push, simulator::pushes))
                .on("GET", "/simulator/requests", list(StateJson::request, simulator::requests))
                .on("GET", "/simulator/callbacks", list(StateJson::callback, simulator::callbacks));
    }

    @Override
    public Reply answer(WireRequest request) {
        try {
            return router.answer(request)
                    .orElseGet(() -> problem(
                            404,
                            "The control API has no " + request.method() + " " + request.path()
                                    + ". See docs/simulator.md for what it has."));
        } catch (IllegalArgumentException e) {
            return problem(400, Objects.requireNonNullElse(e.getMessage(), "Not understood"));
        } catch (IllegalStateException e) {
            return problem(409, Objects.requireNonNullElse(e.getMessage(), "Not possible now"));
        }
    }

    private static Reply ok(JsonNode json) {
        return Reply.json(200, json);
    }

    private static Reply problem(int status, String message) {
        return Reply.json(status, Json.object().put("error", message));
    }

    private static <T> Router.Handler list(Function<? super T, ObjectNode> writer, Supplier<List<T>> items) {
        return (request, path) -> ok(StateJson.list(items.get(), writer));
    }

    private static ObjectNode body(WireRequest request) {
        return Json.parseObject(request.body())
                .orElseThrow(() -> new IllegalArgumentException("The body must be a JSON object"));
    }

    private ObjectNode state() {
        ObjectNode json = Json.object();
        json.put("baseUri", simulator.baseUri().toString());
        json.put("seed", simulator.seed());
        json.set("clock", clock());
        json.set("settings", settings());
        json.set("weather", weather());
        json.set("scripts", scriptsJson());
        json.set("organisations", StateJson.list(simulator.organisations(), StateJson::organisation));
        json.set("phones", phones());
        json.put("pushes", simulator.pushes().size());
        json.put("debits", simulator.ledger().debits().size());
        return json;
    }

    private Reply reset() {
        simulator.reset();
        return ok(state());
    }

    private ArrayNode phones() {
        return StateJson.list(simulator.subscribers(), StateJson::subscriber);
    }

    private Subscriber phone(Map<String, String> path) {
        return simulator.subscriber(Objects.requireNonNull(path.get("msisdn")));
    }

    private static Reply change(Subscriber subscriber, ObjectNode body) {
        ScriptJson.requireKeys(body, "name", "pin", "balance", "script");
        if (body.has("name")) {
            subscriber.name(Json.text(body, "name"));
        }
        if (body.has("pin")) {
            subscriber.pin(Json.text(body, "pin"));
        }
        if (body.has("balance")) {
            subscriber.balance(body.get("balance").asLong(-1));
        }
        if (body.has("script")) {
            subscriber.script(ScriptJson.customer(body.get("script")));
        }
        return ok(StateJson.subscriber(subscriber));
    }

    private static Reply pin(Subscriber subscriber, ObjectNode body) {
        subscriber.phone().enterPin(Json.text(body, "pin"));
        return ok(StateJson.subscriber(subscriber));
    }

    private Reply pay(Subscriber subscriber, ObjectNode body) {
        ScriptJson.requireKeys(body, "number", "account", "amount");
        boolean done = simulator
                .payByMenu(
                        subscriber.msisdn(),
                        Json.text(body, "number"),
                        Json.text(body, "account"),
                        body.path("amount").asLong())
                .isDone();
        return ok(StateJson.subscriber(subscriber).put("decided", done));
    }

    private static Reply cancel(Subscriber subscriber) {
        subscriber.phone().cancel();
        return ok(StateJson.subscriber(subscriber));
    }

    private static Reply unlock(Subscriber subscriber) {
        return ok(StateJson.subscriber(subscriber.unlockPin()));
    }

    private Reply changeFunds(Map<String, String> path, ObjectNode body) {
        ScriptJson.requireKeys(body, "name", "utility", "working");
        Organisation organisation = simulator.organisation(Objects.requireNonNull(path.get("code")));
        if (body.has("name")) {
            organisation.name(Json.text(body, "name"));
        }
        if (body.has("utility") || body.has("working")) {
            organisation.funds(
                    body.path("utility").asLong(0), body.path("working").asLong(0));
        }
        return ok(StateJson.organisation(organisation));
    }

    /** The acts of a population with their labels, for a harness in another process; nothing is done with them here. */
    private static Reply population(ObjectNode body) {
        ScriptJson.requireKeys(body, "seed", "people");
        Population population =
                Population.of(body.path("seed").asLong(), body.path("people").asInt(120));
        return ok(StateJson.list(
                population.acts(),
                act -> StateJson.act(act).put("behaviour", Setting.write(population.behaviourOf(act)))));
    }

    private Reply addScript(WireRequest request, Consumer<PushScript> target) {
        target.accept(ScriptJson.push(body(request)));
        return ok(scriptsJson());
    }

    private Reply addCommand(ObjectNode body) {
        scripts.addNext(ScriptJson.command(body));
        return ok(scriptsJson());
    }

    private Reply lockInitiator() {
        simulator.lockInitiator();
        return ok(Json.object());
    }

    private Reply unlockInitiator() {
        simulator.unlockInitiator();
        return ok(Json.object());
    }

    private Reply certificate() {
        return Reply.of(200, "application/x-pem-file", InitiatorKey.certificate());
    }

    private Reply setDefault(ObjectNode body) {
        ScriptJson.requireKeys(body, "customer");
        scripts.setFallback(ScriptJson.customer(body.path("customer")));
        return ok(scriptsJson());
    }

    private Reply clearScripts() {
        scripts.clear();
        return ok(scriptsJson());
    }

    private ObjectNode scriptsJson() {
        ObjectNode json = Json.object();
        json.put("default", scripts.fallback().toString());
        ArrayNode waiting = json.putArray("waiting");
        scripts.all().forEach(script -> waiting.add(script.toString()));
        scripts.allCommands().forEach(script -> waiting.add(script.toString()));
        return json;
    }

    private ObjectNode settings() {
        ObjectNode json = Json.object();
        for (Setting<?> setting : Setting.all()) {
            json.put(setting.name(), Setting.write(simulator.get(setting)));
        }
        return json;
    }

    private Reply changeSettings(ObjectNode body) {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            simulator.set(name, Json.text(body, name));
        }
        return ok(settings());
    }

    private ObjectNode weather() {
        ObjectNode json = Json.object();
        for (Weather.Area area : Weather.Area.values()) {
            ObjectNode one = json.putObject(Setting.write(area));
            Optional<GatewayFault> fault = simulator.weather().fault(area);
            one.put("fault", fault.map(Setting::write).orElse(null));
            one.put("slow", simulator.weather().delay(area).toString());
        }
        ArrayNode chances = json.putArray("sometimes");
        simulator
                .weather()
                .chances()
                .forEach(chance -> chances.addObject()
                        .put("probability", chance.probability())
                        .put("delivery", chance.script().toString()));
        return json;
    }

    private Reply changeWeather(ObjectNode body) {
        ScriptJson.requireKeys(body, "token", "push", "query", "other", "sometimes");
        Weather weather = simulator.weather();
        for (Weather.Area area : Weather.Area.values()) {
            JsonNode one = body.path(Setting.write(area));
            if (one.has("fault")) {
                weather.fault(area, ScriptJson.constant(GatewayFault.class, Json.text(one, "fault")));
            }
            if (one.has("slow")) {
                weather.slow(area, ScriptJson.duration(one.get("slow")));
            }
            if (one.isNull()) {
                weather.fine(area);
            }
        }
        for (JsonNode chance : body.path("sometimes")) {
            weather.sometimes(chance.path("probability").asDouble(-1), ScriptJson.delivery(chance.path("delivery")));
        }
        return ok(weather());
    }

    private Reply clearWeather() {
        simulator.weather().fine();
        return ok(weather());
    }

    private ObjectNode clock() {
        return Json.object()
                .put("now", simulator.clock().instant().toString())
                .put("speed", simulator.clock().speed());
    }

    private Reply changeSpeed(ObjectNode body) {
        ScriptJson.requireKeys(body, "speed");
        simulator.clock().setSpeed(body.path("speed").asDouble(-1));
        return ok(clock());
    }

    private Reply advance(ObjectNode body) {
        ScriptJson.requireKeys(body, "by");
        simulator.clock().advance(ScriptJson.duration(body.path("by")));
        return ok(clock());
    }

    private Reply expireTokens() {
        simulator.expireTokens();
        return ok(Json.object());
    }

    private Reply reverse(ObjectNode body) {
        ScriptJson.requireKeys(body, "receipt");
        return ok(Json.object().put("receipt", simulator.reverse(Json.text(body, "receipt"))));
    }

    private Reply forge(ObjectNode body) {
        ScriptJson.requireKeys(body, "url", "body", "from");
        int status = simulator
                .forgeCallback(Json.text(body, "url"), Json.text(body, "body"), address(Json.text(body, "from")))
                .join();
        return ok(Json.object().put("status", status));
    }

    private static @Nullable InetAddress address(String text) {
        try {
            return text.isEmpty() ? null : InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is no address of this machine", e);
        }
    }

    /** The statement of the last 31 days: {@code ?form=till} for the form without account numbers. */
    private Reply statement(WireRequest request, Map<String, String> path) {
        StatementForm form = ScriptJson.constant(
                StatementForm.class, request.parameter("form").orElse("paybill"));
        Instant to = simulator.clock().instant().plusSeconds(1);
        String csv = simulator.statement(
                Objects.requireNonNull(path.get("number")), form, to.minus(Duration.ofDays(31)), to);
        return Reply.of(200, "text/csv;charset=UTF-8", csv.getBytes(StandardCharsets.UTF_8))
                .with("Content-Disposition", "attachment; filename=\"statement.csv\"");
    }

    private ObjectNode ledger() {
        ObjectNode json = Json.object();
        json.set("entries", StateJson.list(simulator.ledger().entries(), StateJson::entry));
        ObjectNode balances = json.putObject("balances");
        simulator.ledger().balances().forEach(balances::put);
        return json;
    }
}
