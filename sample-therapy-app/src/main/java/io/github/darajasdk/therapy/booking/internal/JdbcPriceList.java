package io.github.darajasdk.therapy.booking.internal;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.PriceList;
import io.github.darajasdk.therapy.platform.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A price per hour for each therapist; other lengths in proportion, rounded up to whole shillings. */
@Repository
class JdbcPriceList implements PriceList {

    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);

    private final JdbcClient jdbc;

    JdbcPriceList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Money price(UserId therapist, Duration length) {
        return jdbc.sql("select price_per_hour from therapist_price where therapist_id = :therapist")
                .param("therapist", therapist.value())
                .query(BigDecimal.class)
                .optional()
                .map(perHour -> proportional(perHour, length))
                .orElseThrow(() -> new IllegalArgumentException("no price is known for therapist " + therapist));
    }

    @Override
    public void setPricePerHour(UserId therapist, Money price) {
        jdbc.sql("""
                insert into therapist_price (therapist_id, price_per_hour) values (:therapist, :price)
                on conflict (therapist_id) do update set price_per_hour = excluded.price_per_hour
                """)
                .param("therapist", therapist.value())
                .param("price", BigDecimal.valueOf(price.shillings()))
                .update();
    }

    private static Money proportional(BigDecimal perHour, Duration length) {
        BigDecimal exact = perHour.multiply(BigDecimal.valueOf(length.toMinutes()));
        return Money.kes(exact.divide(MINUTES_PER_HOUR, 0, RoundingMode.CEILING).longValueExact());
    }
}
