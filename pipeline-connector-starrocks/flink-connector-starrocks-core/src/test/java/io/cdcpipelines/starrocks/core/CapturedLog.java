/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */

package io.cdcpipelines.starrocks.core;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What anybody logs until it is closed. */
public final class CapturedLog implements AutoCloseable {
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final LoggerConfig root = context.getConfiguration().getRootLogger();
    private final Level levelBefore = root.getLevel();
    private final Lines lines = new Lines();

    private CapturedLog(Level level) {
        lines.start();
        root.addAppender(lines, level, null);
        root.setLevel(level);
        context.updateLoggers();
    }

    public static CapturedLog ofEverything() {
        return new CapturedLog(Level.ALL);
    }

    public static CapturedLog ofWarnings() {
        return new CapturedLog(Level.WARN);
    }

    public String text() {
        return String.join("\n", lines.messages);
    }

    @Override
    public void close() {
        root.removeAppender(lines.getName());
        root.setLevel(levelBefore);
        context.updateLoggers();
        lines.stop();
    }

    private static final class Lines extends AbstractAppender {
        private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();

        Lines() {
            super("captured", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            messages.add(event.getLoggerName() + " " + event.getMessage().getFormattedMessage());
        }
    }
}
