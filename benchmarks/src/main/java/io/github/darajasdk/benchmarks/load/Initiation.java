package io.github.darajasdk.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;

/**
 * How long the application itself takes to begin a payment, with an M-PESA that answers at once. Several people pay: those
 * of one person wait for each other, since they are counted together.
 */
final class Initiation {

    private static final int PER_SECOND = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration PHASE = Duration.ofSeconds(20);
    /** Numbers of their own, far from those of the callbacks. */
    private static final long FIRST = 5_000_000;

    private final int port;
    private final LoadDatabase database;

    Initiation(int port, LoadDatabase database) {
        this.port = port;
        this.database = database;
    }

    void measure() throws IOException, SQLException, InterruptedException {
        long most = PER_SECOND * (WARM_UP.toSeconds() + PHASE.toSeconds() + 2);
        database.sessionsOfPayers(FIRST, FIRST + most);
        List<Visitor> payers = LoadDatabase.payers(port);
        List<String> csrf = new ArrayList<>();
        for (int i = 0; i < payers.size(); i++) {
            csrf.add(payers.get(i).csrf(page(i)));
        }
        LongFunction<byte[]> form = number -> {
            int payer = (int) ((FIRST + number) % payers.size());
            return pay(payers.get(payer), csrf.get(payer), number);
        };
        OpenLoop loop = new OpenLoop(List.of(port), 16, 302);
        loop.run(PER_SECOND, WARM_UP, form);
        long warm = PER_SECOND * (WARM_UP.toSeconds() + 1);
        System.out.println("payments begun, " + PER_SECOND + "/s, the answer to the form: "
                + loop.run(PER_SECOND, PHASE, number -> form.apply(warm + number)));
        String took = """
                select percentile_cont(%s) within group (order by extract(epoch from p.at - c.at) * 1000)
                from payment_transition c join payment_transition p using (attempt_id)
                join payment_attempt a on a.id = attempt_id
                where c.to_state = 'CREATED' and p.to_state = 'PROMPTED' and a.account_reference >= 'L%07d'""";
        System.out.printf(
                "from the attempt's row to M-PESA's acceptance stored: p50 %.1f ms, p99 %.1f ms, %d of them%n",
                database.figure(took.formatted("0.5", FIRST + warm)),
                database.figure(took.formatted("0.99", FIRST + warm)),
                database.number(
                        "select count(*) from payment_attempt where state = 'PROMPTED' and account_reference >= 'L"
                                + (FIRST + warm) + "'"));
    }

    private byte[] pay(Visitor client, String csrf, long number) {
        return client.form(
                page(number),
                "phone=07" + String.format("%08d", number % 100_000_000) + "&key=" + key(number) + "&_csrf="
                        + Visitor.encode(csrf));
    }

    private static String page(long number) {
        return "/client/sessions/" + uuid(AppLoad.md5("s" + (FIRST + number))) + "/pay";
    }

    static String uuid(String hex) {
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static UUID key(long number) {
        return UUID.nameUUIDFromBytes(("key-" + number).getBytes(StandardCharsets.UTF_8));
    }
}
