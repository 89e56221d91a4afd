package io.github.darajasdk.spring.test;

import io.github.darajasdk.spring.web.C2bValidator;
import io.github.darajasdk.spring.web.CallbackHandler;
import java.util.Set;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/** Of the application's components, takes those that callbacks are for. */
final class DarajaCallbackTypeExcludeFilter
        extends StandardAnnotationCustomizableTypeExcludeFilter<DarajaCallbackTest> {

    /** Made by Spring's test framework. */
    DarajaCallbackTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
    }

    @Override
    protected boolean isUseDefaultFilters() {
        return true;
    }

    @Override
    protected Set<Class<?>> getKnownIncludes() {
        return Set.of(CallbackHandler.class, C2bValidator.class);
    }
}
