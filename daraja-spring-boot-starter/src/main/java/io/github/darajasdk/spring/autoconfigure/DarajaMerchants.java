package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.callback.CallbackUrls;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * All merchants of the application by name, for choosing one while the application runs. To inject a fixed one use its
 * name as qualifier instead: {@code @Qualifier("shop") DarajaClient}, {@code @Qualifier("shop") CallbackUrls}.
 *
 * <p>Thread-safe.
 */
public final class DarajaMerchants {

    /** Name of the merchant under {@code daraja.merchant}, whose beans need no qualifier. */
    public static final String DEFAULT = "default";

    private final DarajaClient defaultClient;
    private final ObjectProvider<CallbackUrls> defaultCallbackUrls;
    private final Set<String> names;
    private final BeanFactory beanFactory;

    DarajaMerchants(
            DarajaClient defaultClient,
            ObjectProvider<CallbackUrls> defaultCallbackUrls,
            Set<String> named,
            BeanFactory beanFactory) {
        this.defaultClient = defaultClient;
        this.defaultCallbackUrls = defaultCallbackUrls;
        this.names = new LinkedHashSet<>();
        this.names.add(DEFAULT);
        this.names.addAll(new TreeSet<>(named));
        this.beanFactory = beanFactory;
    }

    /**
     * Returns the names.
     *
     * @return {@link #DEFAULT} first, then those under {@code daraja.merchants} by alphabet; a new set
     */
    public Set<String> names() {
        return new LinkedHashSet<>(names);
    }

    /**
     * Returns the client of a merchant.
     *
     * @param name one of {@link #names()}
     * @return the same client every time
     * @throws IllegalArgumentException if there is no merchant of that name
     */
    public DarajaClient client(String name) {
        return name.equals(DEFAULT) ? defaultClient : beanFactory.getBean(clientBean(known(name)), DarajaClient.class);
    }

    /**
     * Returns the callback addresses of a merchant.
     *
     * @param name one of {@link #names()}
     * @return the same object every time
     * @throws IllegalArgumentException if there is no merchant of that name
     */
    public CallbackUrls callbackUrls(String name) {
        return name.equals(DEFAULT)
                ? defaultCallbackUrls.getObject()
                : beanFactory.getBean(callbackUrlsBean(known(name)), CallbackUrls.class);
    }

    private String known(String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "no merchant of that name; there are " + names + ". Add one under daraja.merchants.<name>");
        }
        return name;
    }

    static String clientBean(String name) {
        return name + "DarajaClient";
    }

    static String callbackUrlsBean(String name) {
        return name + "CallbackUrls";
    }
}
