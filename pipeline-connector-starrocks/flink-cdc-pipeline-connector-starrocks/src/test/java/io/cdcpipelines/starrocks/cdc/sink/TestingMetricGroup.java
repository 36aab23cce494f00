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

package io.cdcpipelines.starrocks.cdc.sink;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Keeps the metrics that a writer registers, by name. Used by the test thread only. */
final class TestingMetricGroup extends UnregisteredMetricsGroup implements SinkWriterMetricGroup {
    private final Map<String, Metric> metrics = new TreeMap<>();

    Map<String, Metric> metrics() {
        return metrics;
    }

    long count(String name) {
        return ((Counter) metrics.get(name)).getCount();
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new Labelled(key + "." + value + ".");
    }

    /** A group below: the keys and values of its labels come before the names of its metrics. */
    private final class Labelled extends UnregisteredMetricsGroup {
        private final String labels;

        Labelled(String labels) {
            this.labels = labels;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Labelled(labels + key + "." + value + ".");
        }

        @Override
        public Counter counter(String name) {
            return standardCounter(labels + name);
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            metrics.put(labels + name, counter);
            return counter;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            metrics.put(labels + name, gauge);
            return gauge;
        }
    }

    long value(String name) {
        return ((Number) ((Gauge<?>) metrics.get(name)).getValue()).longValue();
    }

    private Counter standardCounter(String name) {
        return (Counter) metrics.computeIfAbsent(name, any -> new SimpleCounter());
    }

    @Override
    public Counter counter(String name) {
        return standardCounter(name);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        metrics.put(name, gauge);
        return gauge;
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        metrics.put(name, histogram);
        return histogram;
    }

    @Override
    @Deprecated
    public Counter getNumRecordsOutErrorsCounter() {
        return standardCounter("numRecordsOutErrors");
    }

    @Override
    public Counter getNumRecordsSendErrorsCounter() {
        return standardCounter("numRecordsSendErrors");
    }

    @Override
    public Counter getNumRecordsSendCounter() {
        return standardCounter("numRecordsSend");
    }

    @Override
    public Counter getNumBytesSendCounter() {
        return standardCounter("numBytesSend");
    }

    @Override
    public void setCurrentSendTimeGauge(Gauge<Long> gauge) {
        metrics.put("currentSendTime", gauge);
    }

    @Override
    public OperatorIOMetricGroup getIOMetricGroup() {
        throw new UnsupportedOperationException("The framework counts records itself");
    }
}
