package io.github.darajasdk.therapy.platform.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Lets an application run on a machine whose clock is wrong; it is to go by the database's. */
public final class SkewedMachine implements BeanPostProcessor, BeanFactoryAware {

    private final Duration skew;
    private BeanFactory beans;

    /** @param skew how far the machine's clock is ahead */
    public SkewedMachine(Duration skew) {
        this.skew = skew;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        beans = beanFactory;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof DatabaseClock)) {
            return bean;
        }
        DatabaseClock clock = new DatabaseClock(
                beans.getBean(DataSource.class), Clock.offset(Clock.systemUTC(), skew), Duration.ZERO);
        try {
            clock.measure();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return clock;
    }
}
