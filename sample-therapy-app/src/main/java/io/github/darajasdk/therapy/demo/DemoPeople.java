package io.github.darajasdk.therapy.demo;

import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.platform.Money;
import java.util.List;

/** Who lives in the demo. */
final class DemoPeople {

    /** Everybody's; printed at every start, and production refuses to start beside these users. */
    static final String PASSWORD = "smiling-steps";

    static final String CLIENT = "wanjiku@example.com";
    static final String FIRST_THERAPIST = "achieng@example.com";
    static final String SECOND_THERAPIST = "mutua@example.com";

    /** @param pricePerHour of a therapist; ignored for others */
    record Person(String email, String name, Role role, Money pricePerHour) {}

    private static final Money NONE = Money.kes(0);

    static final List<Person> ALL = List.of(
            new Person(CLIENT, "Wanjiku Kamau", Role.CLIENT, NONE),
            new Person("otieno@example.com", "Otieno Ouma", Role.CLIENT, NONE),
            new Person(FIRST_THERAPIST, "Achieng Odhiambo", Role.THERAPIST, Money.kes(1_500)),
            new Person(SECOND_THERAPIST, "Mutua Musyoka", Role.THERAPIST, Money.kes(2_000)),
            new Person("halima@example.com", "Halima Yusuf", Role.THERAPIST, Money.kes(2_500)),
            new Person("admin@example.com", "Njeri Admin", Role.ADMIN, NONE));

    private DemoPeople() {}
}
