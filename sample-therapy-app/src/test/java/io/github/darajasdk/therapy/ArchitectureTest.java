package io.github.darajasdk.therapy;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shape of the application, as the design describes it. */
@AnalyzeClasses(packages = "io.github.darajasdk.therapy", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.darajasdk.therapy";

    @ArchTest
    static final ArchRule featuresSeeOnlyEachOthersFaces = classes()
            .should(new ArchCondition<>("use nothing internal of another feature") {
                @Override
                public void check(JavaClass origin, ConditionEvents events) {
                    origin.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> isInternal(dependency.getTargetClass()))
                            .filter(dependency -> !feature(origin).equals(feature(dependency.getTargetClass())))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule pagesUseFacesAlone = noClasses()
            .that()
            .resideInAPackage("..web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "..internal..");

    @ArchTest
    static final ArchRule nothingButPagesUsesPages = noClasses()
            .that()
            .resideOutsideOfPackage("..web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "..web..");

    @ArchTest
    static final ArchRule implementationsAreHidden =
            classes().that().resideInAPackage(ROOT + "..internal").should().notBePublic();

    @ArchTest
    static final ArchRule featuresAreFreeOfCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheGatewaysCallMpesa = noClasses()
            .that()
            .haveNameNotMatching(Pattern.quote(ROOT + ".payment.internal.")
                    + "(DarajaGateway|RecordsGateway|ReversalGateway|DarajaLines)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.darajasdk.stk..", "io.github.darajasdk.transaction..", "io.github.darajasdk.error..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.github.darajasdk.DarajaClient");

    @ArchTest
    static final ArchRule theSdkIsKnownToPaymentsAlone = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".payment.internal")
            .should()
            .dependOnClassesThat(are(resideInAPackage("io.github.darajasdk.."))
                    .and(are(resideInAPackage(ROOT + "..").or(resideInAPackage("io.github.darajasdk.simulator..")))
                            .negate()));

    @ArchTest
    static final ArchRule theSimulatorIsKnownToTheDemoAlone = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".demo")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.darajasdk.simulator..");

    /** Left alone, db-scheduler runs a job again at once after a failure or a death, which for money is wrong. */
    @ArchTest
    static final ArchRule everyJobSaysWhatFollowsAFailureAndADeath = methods()
            .should(new ArchCondition<>("set onFailure and onDeadExecution on every task they build") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    Set<String> onBuilders = method.getMethodCallsFromSelf().stream()
                            .filter(call -> call.getTargetOwner().getName().startsWith(Tasks.class.getName() + "$"))
                            .map(call -> call.getName())
                            .collect(Collectors.toSet());
                    boolean complete = onBuilders.stream().anyMatch(name -> name.startsWith("onFailure"))
                            && onBuilders.stream().anyMatch(name -> name.startsWith("onDeadExecution"));
                    if (onBuilders.contains("execute") && !complete) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " leaves them alone"));
                    }
                }
            });

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".platform.internal.ClockConfiguration")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callConstructor(Date.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule moneyIsNeverAFraction = fields().should()
            .notHaveRawType(double.class)
            .andShould()
            .notHaveRawType(float.class)
            .andShould()
            .notHaveRawType(Double.class)
            .andShould()
            .notHaveRawType(Float.class);

    private static boolean isInternal(JavaClass type) {
        return resideInAPackage(ROOT + "..internal..").test(type);
    }

    private static String feature(JavaClass type) {
        return type.getPackageName().startsWith(ROOT + ".")
                ? type.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0]
                : "";
    }
}
