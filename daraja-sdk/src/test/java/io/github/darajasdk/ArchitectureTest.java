package io.github.darajasdk;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

@AnalyzeClasses(
        packages = "io.github.darajasdk",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.OnlyTheSdk.class})
class ArchitectureTest {

    /** The simulator shares our package's beginning and nothing else. */
    static final class OnlyTheSdk implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/simulator/");
        }
    }

    @ArchTest
    static final ArchRule noForeignTypeInPublicClasses = noClasses()
            .that()
            .arePublic()
            .and()
            .resideOutsideOfPackage("..internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "okhttp3..",
                    "okio..",
                    "kotlin..",
                    "com.fasterxml.jackson..",
                    "dev.failsafe..",
                    "com.github.benmanes..");

    @ArchTest
    static final ArchRule onlyTheWirePackageKnowsJackson = noClasses()
            .that()
            .resideOutsideOfPackage("..internal.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("io.github.darajasdk.(*)..")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideInAPackage("..internal.."), alwaysTrue());

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule moneyIsNeverFloating = fields().should()
            .notHaveRawType(double.class)
            .andShould()
            .notHaveRawType(float.class)
            .andShould()
            .notHaveRawType(Double.class);

    @ArchTest
    static final ArchRule digitsAreAscii = noClasses()
            .should()
            .callMethod(Character.class, "isDigit", char.class)
            .orShould()
            .callMethod(Character.class, "isDigit", int.class);

    @ArchTest
    static final ArchRule noStateIsStatic = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule everythingIsFinalOrAnInterfaceOrSealed = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .arePublic()
            .should(ArchConditions.be(DescribedPredicate.describe(
                    "final or sealed",
                    type -> Modifier.isFinal(type.reflect().getModifiers())
                            || type.reflect().isSealed())));

    @ArchTest
    static final ArchRule nothingLocksWithSynchronized = noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);
}
