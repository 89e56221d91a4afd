package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Population.Act;
import io.github.darajasdk.simulator.Population.Behaviour;
import io.github.darajasdk.simulator.Population.Kind;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationTest extends SimulatorTest {

    @Test
    void sameSeedIsTheSameDayWithTheSameTruth() {
        Population one = Population.of(7);
        Population other = Population.of(7);

        assertThat(other.acts()).isEqualTo(one.acts());
        assertThat(one.acts())
                .allSatisfy(act -> assertThat(other.behaviourOf(act)).isEqualTo(one.behaviourOf(act)));
        assertThat(Population.of(8).acts()).isNotEqualTo(one.acts());
    }

    @Property(tries = 100)
    void everyBehaviourIsThereInItsWayWhateverTheSeed(@ForAll long seed) {
        Population population = Population.of(seed);

        assertThat(population.counts()).containsOnlyKeys(Behaviour.values());
        assertThat(population.acts()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(population.acts())
                .allMatch(act -> act.amount() >= 1 && act.at().compareTo(Duration.ofDays(1)) < 0);
        assertThat(of(population, Behaviour.PROBING)).allMatch(act -> act.amount() == 1);
        assertThat(of(population, Behaviour.NIGHT_BURST))
                .allMatch(act -> act.at().toHours() < 5);
        Map<String, Set<String>> victims = of(population, Behaviour.PUSH_BOMBING).stream()
                .collect(Collectors.groupingBy(Act::actor, Collectors.mapping(Act::msisdn, Collectors.toSet())));
        assertThat(victims.values()).allMatch(numbers -> numbers.size() == 1);
        assertThat(of(population, Behaviour.REFUND_FISHING)).anyMatch(act -> act.kind() == Kind.REFUND_REQUEST);
        assertThat(of(population, Behaviour.COLLUSION).stream().map(Act::amount).distinct())
                .as("one amount for each of the two rings")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void nobodyIsToldByBeingSeenOnlyInBadCompany() {
        Population population = Population.of(11);
        Set<String> ordinary =
                of(population, Behaviour.ORDINARY).stream().map(Act::actor).collect(Collectors.toSet());

        assertThat(population.acts()).allMatch(act -> ordinary.contains(act.actor()));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void theTruthIsInNothingThatAnApplicationSees(long seed) {
        Population population = Population.of(seed);

        List<String> wire = live(population);

        assertThat(wire).hasSizeGreaterThan(simulator.pushes().size());
        assertThat(simulator.pushes()).hasSizeGreaterThan(100);
        for (Behaviour behaviour : Behaviour.values()) {
            String word = behaviour.name().toLowerCase(Locale.ROOT);
            for (String spelling :
                    new String[] {word, word.replace('_', '-'), word.replace('_', ' '), word.replace("_", "")}) {
                assertThat(wire)
                        .as(spelling)
                        .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(spelling));
            }
        }
        assertThat(wire).noneMatch(text -> text.contains("ehaviour") || text.contains("abel\""));
    }

    @Test
    void sameSeedOnTheSameClockMovesTheSameMoney() {
        Population population = Population.of(5);
        live(population);
        Map<String, Long> first = simulator.ledger().balances();

        try (DarajaSimulator again = DarajaSimulator.builder()
                        .seed(42)
                        .clock(SimulatorClock.standingAt(START))
                        .start();
                Merchant other = new Merchant(again)) {
            live(population, again, other);

            assertThat(again.ledger().balances()).isEqualTo(first);
        }
    }

    @Test
    void harnessInAnotherProcessGetsActsWithTheirTruth() {
        JsonNode acts = Merchant.send(merchant.request("/simulator/population")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"seed\":7,\"people\":80}")))
                .json();

        Population population = Population.of(7, 80);
        assertThat(acts).hasSameSizeAs(population.acts());
        Act first = population.acts().get(0);
        assertThat(acts.get(0).path("msisdn").asText()).isEqualTo(first.msisdn());
        assertThat(acts.get(0).path("behaviour").asText()).isEqualTo(Setting.write(population.behaviourOf(first)));
    }

    @Test
    void tooFewPeopleAndStrangeActsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Population.of(1, 10));
        Act strange = new Act(Duration.ZERO, Kind.PUSH, "x", "254712345678", 1, "", CustomerScript.approves());
        assertThatIllegalArgumentException().isThrownBy(() -> Population.of(1).behaviourOf(strange));
    }

    private List<String> live(Population population) {
        return live(population, simulator, merchant);
    }

    /** Pushes what the people ask for, without any application's limits, and returns all that went over the wire. */
    private static List<String> live(Population population, DarajaSimulator simulator, Merchant merchant) {
        String token = merchant.token();
        population.play(simulator, act -> {
            if (act.kind() == Kind.MENU_PAYMENT) {
                simulator.payByMenu(act.msisdn(), DarajaSimulator.PAYBILL, act.reference(), act.amount());
            } else if (act.kind() == Kind.PUSH) {
                ObjectNode push = merchant.goodPush();
                push.put("Amount", act.amount());
                push.put("PartyA", Long.parseLong(act.msisdn())).put("PhoneNumber", Long.parseLong(act.msisdn()));
                push.put("AccountReference", act.reference());
                merchant.post("/mpesa/stkpush/v1/processrequest", push, token);
            }
        });
        simulator.clock().advance(Duration.ofMinutes(5));
        List<String> wire = new ArrayList<>();
        Set<String> pages = new HashSet<>(Set.of("/", "/phone", "/ledger", "/requests", "/shop"));
        simulator.requests().forEach(request -> wire.add(request.body() + request.answer() + request.headers()));
        simulator.callbacks().forEach(callback -> wire.add(callback.url() + callback.body() + callback.note()));
        simulator.subscribers().forEach(person -> person.phone().messages().forEach(sms -> wire.add(sms.text())));
        pages.forEach(page -> wire.add(Merchant.send(merchant.request(page)).body()));
        return wire;
    }

    private static List<Act> of(Population population, Behaviour behaviour) {
        return population.acts().stream()
                .filter(act -> population.behaviourOf(act) == behaviour)
                .toList();
    }
}
