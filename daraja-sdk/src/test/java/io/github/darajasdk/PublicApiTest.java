package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The public API under review, as text: whoever changes it changes {@code src/test/resources/public-api.txt} in the same
 * commit, where a reviewer sees it. {@code -Dpublic-api.write=true} writes the file anew.
 */
class PublicApiTest {

    private static final Path SNAPSHOT = Path.of("src/test/resources/public-api.txt");

    @Test
    void thePublicApiIsTheOneUnderReview() throws IOException, URISyntaxException, ClassNotFoundException {
        String api = String.join("\n", describe()) + "\n";
        if (Boolean.getBoolean("public-api.write")) {
            Files.createDirectories(SNAPSHOT.getParent());
            Files.writeString(SNAPSHOT, api);
        }

        assertThat(api)
                .as(
                        "the public API; if the change is meant, run this test with -Dpublic-api.write=true and review the difference")
                .isEqualTo(Files.readString(SNAPSHOT));
    }

    private static List<String> describe() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(DarajaClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            files.map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .filter(file ->
                            file.endsWith(".class") && !file.contains("/internal/") && !file.endsWith("-info.class"))
                    .forEach(file -> names.add(
                            file.substring(0, file.length() - ".class".length()).replace('/', '.')));
        }
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, PublicApiTest.class.getClassLoader());
            if (isVisible(type)) {
                lines.add(head(type));
                lines.addAll(members(type));
            }
        }
        return lines;
    }

    private static boolean isVisible(Class<?> type) {
        boolean visible = Modifier.isPublic(type.getModifiers());
        return type.getEnclosingClass() == null ? visible : visible && isVisible(type.getEnclosingClass());
    }

    private static String head(Class<?> type) {
        String kind = type.isAnnotation()
                ? "annotation"
                : type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        String sealed = type.isSealed() ? "sealed " : "";
        String above = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .map(Object::toString)
                .filter(text -> !text.equals("class java.lang.Object") && !text.equals("class java.lang.Record"))
                .map(text -> text.replaceFirst("^(class|interface) ", ""))
                .sorted()
                .collect(Collectors.joining(", "));
        return sealed + Modifier.toString(type.getModifiers() & ~Modifier.INTERFACE & ~Modifier.STATIC) + " " + kind
                + " " + type.getName() + (above.isEmpty() ? "" : " : " + above);
    }

    private static TreeSet<String> members(Class<?> type) {
        TreeSet<String> members = new TreeSet<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            addIfVisible(members, constructor, "new" + parameters(constructor));
        }
        for (Method method : type.getDeclaredMethods()) {
            addIfVisible(
                    members,
                    method,
                    method.getName() + parameters(method) + " : "
                            + method.getGenericReturnType().getTypeName());
        }
        for (Field field : type.getDeclaredFields()) {
            if ((field.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 && !field.isSynthetic()) {
                members.add("    " + (Modifier.isStatic(field.getModifiers()) ? "static " : "") + field.getName()
                        + " : " + field.getGenericType().getTypeName());
            }
        }
        return members;
    }

    private static void addIfVisible(TreeSet<String> members, Executable member, String text) {
        if ((member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 && !member.isSynthetic()) {
            members.add("    " + (Modifier.isStatic(member.getModifiers()) ? "static " : "") + text);
        }
    }

    private static String parameters(Executable member) {
        return Arrays.stream(member.getGenericParameterTypes())
                .map(Type::getTypeName)
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
