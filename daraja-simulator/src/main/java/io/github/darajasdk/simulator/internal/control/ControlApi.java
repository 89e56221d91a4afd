package io.github.darajasdk.simulator.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.darajasdk.simulator.CustomerScript;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import io.github.darajasdk.simulator.Organisation;
import io.github.darajasdk.simulator.Population;
import io.github.darajasdk.simulator.PushScript;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.SimulatorClock;
import io.github.darajasdk.simulator.StatementForm;
import io.github.darajasdk.simulator.Subscriber;
import io.github.darajasdk.simulator.Weather;
import io.github.darajasdk.simulator.internal.http.Endpoint;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.http.Router;
import io.github.darajasdk.simulator.internal.http.WireRequest;
import io.github.darajasdk.simulator.internal.world.CustomerPayments;
import io.github.darajasdk.simulator.internal.world.InitiatorKey;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.Poster;
import io.github.darajasdk.simulator.internal.world.Scripts;
import io.github.darajasdk.simulator.internal.world.Simulated;
import io.github.darajasdk.simulator.internal.world.SubscriberState;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code /simulator/…}: everything a test in another process needs, as JSON. */
public final class ControlApi implements Endpoint {

    private static final int LONGEST_NAME = 80;

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
                .on("GET", "/simulator/phones/{msisdn}", (request, path) -> known(path))
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
                .on("DELETE", "/simulator/faults", (request, path) -> calm())
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

    private static Given body(WireRequest request) {
        return Given.body(request.body());
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
        json.put("requestsReceived", simulator.world().records().requestsReceived());
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

    /** Looking at a number makes nobody up. */
    private Reply known(Map<String, String> path) {
        String typed = Objects.requireNonNull(path.get("msisdn"));
        return simulator
                .known(typed)
                .map(subscriber -> ok(StateJson.subscriber(subscriber)))
                .orElseGet(() -> problem(
                        404,
                        "Nobody has spoken of " + typed + " yet. PUT /simulator/phones/" + typed
                                + " makes a person of it, and so does the first push."));
    }

    private Subscriber phone(Map<String, String> path) {
        return simulator.subscriber(Objects.requireNonNull(path.get("msisdn")));
    }

    /** Everything is read before anything is changed, so that a refused call has changed nothing. */
    private static Reply change(Subscriber subscriber, Given body) {
        body.only("name", "pin", "balance", "script");
        Optional<String> name = body.maybe("name").map(given -> given.words(LONGEST_NAME));
        Optional<String> pin = body.maybe("pin").map(given -> given.text(LONGEST_NAME));
        Optional<Long> balance = body.maybe("balance").map(given -> given.whole(0, SubscriberState.MAX_BALANCE));
        Optional<CustomerScript> script = body.maybe("script").map(ScriptJson::customer);
        pin.ifPresent(subscriber::pin); // first, because it checks its shape
        name.ifPresent(subscriber::name);
        balance.ifPresent(subscriber::balance);
        script.ifPresent(subscriber::script);
        return ok(StateJson.subscriber(subscriber));
    }

    private static Reply pin(Subscriber subscriber, Given body) {
        body.only("pin");
        subscriber.phone().enterPin(body.at("pin").text(LONGEST_NAME));
        return ok(StateJson.subscriber(subscriber));
    }

    private Reply pay(Subscriber subscriber, Given body) {
        body.only("number", "account", "amount");
        boolean done = simulator
                .payByMenu(
                        subscriber.msisdn(),
                        body.at("number").text(LONGEST_NAME),
                        body.maybe("account")
                                .map(given -> given.text(LONGEST_NAME))
                                .orElse(""),
                        body.at("amount").whole(1, CustomerPayments.LARGEST_AMOUNT))
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

    private Reply changeFunds(Map<String, String> path, Given body) {
        body.only("name", "utility", "working");
        OrganisationState organisation = merchant(Objects.requireNonNull(path.get("code")));
        Optional<String> name = body.maybe("name").map(given -> given.words(LONGEST_NAME));
        Optional<Long> utility = body.maybe("utility").map(given -> given.whole(0, OrganisationState.MAX_FUNDS));
        Optional<Long> working = body.maybe("working").map(given -> given.whole(0, OrganisationState.MAX_FUNDS));
        name.ifPresent(organisation::name);
        utility.ifPresent(shillings -> organisation.funds("utility", shillings));
        working.ifPresent(shillings -> organisation.funds("working", shillings));
        return ok(StateJson.organisation(organisation));
    }

    private OrganisationState merchant(String code) {
        return simulator
                .world()
                .organisation(code)
                .orElseThrow(() -> new IllegalArgumentException("No organisation has the short code '" + code
                        + "'. There are: "
                        + simulator.organisations().stream()
                                .map(Organisation::shortCode)
                                .collect(Collectors.joining(", "))));
    }

    /** The acts of a population with their labels, for a harness in another process; nothing is done with them here. */
    private static Reply population(Given body) {
        body.only("seed", "people");
        Population population = Population.of(
                body.maybe("seed")
                        .map(given -> given.whole(Long.MIN_VALUE, Long.MAX_VALUE))
                        .orElse(0L),
                body.maybe("people")
                        .map(given -> (int) given.whole(Population.LEAST_PEOPLE, Population.MOST_PEOPLE))
                        .orElse(120));
        return ok(StateJson.list(
                population.acts(),
                act -> StateJson.act(act).put("behaviour", Setting.write(population.behaviourOf(act)))));
    }

    private Reply addScript(WireRequest request, Consumer<PushScript> target) {
        target.accept(ScriptJson.push(body(request)));
        return ok(scriptsJson());
    }

    private Reply addCommand(Given body) {
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

    private Reply setDefault(Given body) {
        body.only("customer");
        scripts.setFallback(ScriptJson.customer(body.at("customer")));
        return ok(scriptsJson());
    }

    private Reply clearScripts() {
        scripts.clear();
        return ok(scriptsJson());
    }

    /** Ends whatever goes wrong: faults, delays, chances, plans and rules, and what customers do by default. */
    private Reply calm() {
        simulator.weather().fine();
        scripts.calm();
        return ok(scriptsJson());
    }

    private ObjectNode scriptsJson() {
        ObjectNode json = Json.object();
        json.put("default", Setting.write(scripts.fallback().reaction()));
        json.set("next", texts(scripts.nextPushes()));
        json.set("rules", texts(scripts.rules()));
        json.set("commands", texts(scripts.nextCommands()));
        return json;
    }

    private static ArrayNode texts(List<?> scripts) {
        ArrayNode texts = Json.array();
        scripts.forEach(script -> texts.add(script.toString()));
        return texts;
    }

    private ObjectNode settings() {
        ObjectNode json = Json.object();
        for (Setting<?> setting : Setting.all()) {
            json.put(setting.name(), Setting.write(simulator.get(setting)));
        }
        return json;
    }

    private Reply changeSettings(Given body) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : body.value().properties()) {
            String value = field.getValue().isValueNode()
                    ? field.getValue().asText()
                    : field.getValue().toString();
            Setting.named(field.getKey()).parse(value);
            values.put(field.getKey(), value);
        }
        values.forEach(simulator::set);
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

    private Reply changeWeather(Given body) {
        body.only("token", "push", "query", "other", "sometimes");
        List<Consumer<Weather>> changes = new ArrayList<>();
        for (Weather.Area area : Weather.Area.values()) {
            String name = Setting.write(area);
            if (body.value().has(name) && !body.has(name)) {
                changes.add(weather -> weather.fine(area));
            } else if (body.has(name)) {
                Given one = body.at(name).only("fault", "slow");
                one.maybe("fault")
                        .map(given -> given.oneOf(GatewayFault.class))
                        .ifPresent(fault -> changes.add(weather -> weather.fault(area, fault)));
                one.maybe("slow")
                        .map(Given::duration)
                        .ifPresent(delay -> changes.add(weather -> weather.slow(area, delay)));
            }
        }
        for (Given chance : body.maybe("sometimes").map(Given::elements).orElse(List.of())) {
            chance.only("probability", "delivery");
            double probability = chance.at("probability").decimal(0, 1);
            DeliveryScript delivery = ScriptJson.delivery(chance.at("delivery"));
            changes.add(weather -> weather.sometimes(probability, delivery));
        }
        changes.forEach(change -> change.accept(simulator.weather()));
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

    private Reply changeSpeed(Given body) {
        body.only("speed");
        simulator.clock().setSpeed(body.at("speed").decimal(0, SimulatorClock.FASTEST));
        return ok(clock());
    }

    private Reply advance(Given body) {
        body.only("by");
        simulator.clock().advance(body.at("by").duration());
        return ok(clock());
    }

    private Reply expireTokens() {
        simulator.expireTokens();
        return ok(Json.object());
    }

    private Reply reverse(Given body) {
        body.only("receipt");
        return ok(Json.object()
                .put("receipt", simulator.reverse(body.at("receipt").text(LONGEST_NAME))));
    }

    private Reply forge(Given body) {
        body.only("url", "body", "from");
        Optional<InetAddress> from = body.maybe("from")
                .filter(given -> !given.value().asText().isEmpty())
                .map(ControlApi::ownAddress);
        Poster.Answer answer = simulator
                .forgeCallback(
                        receiver(body.at("url")),
                        body.maybe("body")
                                .map(given -> given.text(Integer.MAX_VALUE))
                                .orElse(""),
                        from.orElse(null))
                .join();
        return ok(Json.object().put("status", answer.status()).put("note", answer.note()));
    }

    private static String receiver(Given url) {
        String text = url.words(2_000);
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "url must begin with http:// or https:// and a host, but was '" + text + "'", e);
        }
        throw url.isNot("a URL that begins with http:// or https:// and a host");
    }

    private static InetAddress ownAddress(Given from) {
        String what = "an address of this machine, such as 127.0.0.2";
        if (!from.text(60).matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw from.isNot(what); // a name would be looked up in the DNS
        }
        try {
            InetAddress address = InetAddress.getByName(from.value().asText());
            if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return address;
            }
        } catch (UnknownHostException | SocketException e) {
            throw new IllegalArgumentException("from must be " + what, e);
        }
        throw from.isNot(what);
    }

    /** The statement of the last 31 days: {@code ?form=till} for the form without account numbers. */
    private Reply statement(WireRequest request, Map<String, String> path) {
        StatementForm form = new Given(
                        "form", TextNode.valueOf(request.parameter("form").orElse("paybill")))
                .oneOf(StatementForm.class);
        Instant to = simulator.clock().instant().plusSeconds(1);
        String number = Objects.requireNonNull(path.get("number"));
        String csv = simulator.statement(number, form, to.minus(Duration.ofDays(31)), to);
        return Reply.of(200, "text/csv;charset=UTF-8", csv.getBytes(StandardCharsets.UTF_8))
                .with("Content-Disposition", "attachment; filename=\"" + number + "-" + Setting.write(form) + ".csv\"");
    }

    private ObjectNode ledger() {
        ObjectNode json = Json.object();
        json.set("entries", StateJson.list(simulator.ledger().entries(), StateJson::entry));
        ObjectNode balances = json.putObject("balances");
        simulator.ledger().balances().forEach(balances::put);
        return json;
    }
}
