package io.github.darajasdk.callback;

import io.github.darajasdk.ResultChannel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The balances of an organisation's accounts.
 *
 * @param accounts the accounts that could be read, in M-PESA's order
 * @param completedTime when the balances were taken
 * @param rawText all accounts as M-PESA wrote them
 */
public record BalanceReport(List<Account> accounts, Optional<Instant> completedTime, String rawText) {

    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,15}(?:\\.[0-9]{1,4})?");

    /**
     * Copies the list.
     *
     * @param accounts the accounts that could be read
     * @param completedTime when the balances were taken
     * @param rawText all accounts as M-PESA wrote them
     */
    public BalanceReport {
        accounts = List.copyOf(accounts);
    }

    /**
     * One account. Safaricom does not name the four amounts; total, available, reserved and uncleared fits what has been
     * seen, where the first is the sum of the second and the third.
     *
     * @param name for example {@code Utility Account}
     * @param currency for example {@code KES}
     * @param total the first amount; negative for paid charges
     * @param available the second amount
     * @param reserved the third amount
     * @param uncleared the fourth amount
     */
    public record Account(
            String name,
            String currency,
            BigDecimal total,
            BigDecimal available,
            BigDecimal reserved,
            BigDecimal uncleared) {}

    /**
     * Reads a result.
     *
     * @param result of a balance query
     * @return the report
     * @throws IllegalArgumentException if the result is of another product
     */
    public static BalanceReport of(CommandResult.Succeeded result) {
        ReportFields fields = new ReportFields(result, "balance report", Set.of(ResultChannel.BALANCE));
        String text = fields.text("AccountBalance").orElse("");
        return new BalanceReport(read(text), fields.time("BOCompletedTime"), text);
    }

    /**
     * Finds an account.
     *
     * @param name for example {@code Working Account}
     * @return the account, or empty
     */
    public Optional<Account> account(String name) {
        return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
    }

    private static List<Account> read(String text) {
        List<Account> accounts = new ArrayList<>();
        for (String one : text.split("&", -1)) {
            String[] fields = one.split("\\|", -1);
            boolean readable = fields.length == 6;
            for (int i = 2; readable && i < fields.length; i++) {
                readable = AMOUNT.matcher(fields[i]).matches();
            }
            if (readable) {
                accounts.add(new Account(
                        fields[0].strip(),
                        fields[1].strip(),
                        new BigDecimal(fields[2]),
                        new BigDecimal(fields[3]),
                        new BigDecimal(fields[4]),
                        new BigDecimal(fields[5])));
            }
        }
        return accounts;
    }
}
