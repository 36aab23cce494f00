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

package io.cdcpipelines.starrocks.emulator.http;

import static io.cdcpipelines.starrocks.emulator.http.RawHttp.head;
import static io.cdcpipelines.starrocks.emulator.http.RawHttp.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever bytes a load has, a backend answers it on the same connection. */
class DamagedLoadTest {
    private static final int ROUNDS = 300;
    private static final String ALPHABET = "{}[]\",:\\u0eE+-.tfn 19\t\n\u00e9N";

    private static final String JSON =
            "{\"k\":1,\"b\":true,\"t\":1,\"s\":2,\"l\":3,\"li\":\"4\",\"f\":1.5,\"d\":2.5e3,\"de\":\"1.23\","
                    + "\"c\":\"x\",\"v\":\"\\u00e9\",\"vb\":\"AQID\",\"da\":\"2024-01-31\",\"dt\":\"2024-01-31"
                    + " 23:59:59.123456\",\"j\":{\"a\":[1,2.5,null]},\"a\":[1,null],\"__op\":0}";
    private static final String CSV =
            "1\ttrue\t1\t2\t3\t4\t1.5\t2.5e3\t1.23\tx\ty\tAQID\t2024-01-31\t2024-01-31 23:59:59\t"
                    + "{\"a\":1}\t[1,null]\n\\N\t\n";

    private static StarRocksEmulator emulator;

    @BeforeAll
    static void start() throws IOException {
        emulator = StarRocksEmulator.builder().start();
        emulator.execute("CREATE DATABASE d");
        emulator.execute(
                "CREATE TABLE d.t (k INT NOT NULL, b BOOLEAN, t TINYINT, s SMALLINT, l BIGINT,"
                        + " li LARGEINT, f FLOAT, d DOUBLE, de DECIMAL(10,2), c CHAR(3), v VARCHAR(5),"
                        + " vb VARBINARY, da DATE, dt DATETIME, j JSON, a ARRAY<INT>) PRIMARY KEY(k)"
                        + " DISTRIBUTED BY HASH(k) BUCKETS 1 PROPERTIES('replication_num'='1')");
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "format: json",
        "'format: json\nstrict_mode: true\nstrip_outer_array: true'",
        "'format: json\njsonpaths: [\"$.j.a[1]\",\"$.a\"]'",
        "'format: json\njson_root: $.j'",
        "'format: json\ncompression: lz4_frame'",
        "'format: json\ncompression: zstd'",
        "'format: json\ncolumns: k,v,vb=to_binary(v),de=k+1\nwhere: k > 0'",
        "format: csv",
        "'format: csv\nenclose: t\nescape: e\ntrim_space: true\nskip_header: 1'",
        "'format: csv\nrow_delimiter: 1\ncolumn_separator: \\t1'",
        "format: gzip",
    })
    void everyBodyIsAnswered(String headers) {
        String more = headers.replace("\n", "\r\n") + "\r\nmax_filter_ratio: 1\r\n";
        Random random = new Random(headers.hashCode());
        String sample = headers.contains("csv") ? CSV : JSON;
        if (headers.contains("array")) {
            sample = "[" + sample + "]";
        }
        try (RawHttp http = RawHttp.connect(emulator.backendUrls().get(0))) {
            for (int i = 0; i < ROUNDS; i++) {
                String body = damaged(sample, random);
                String headersOfBody = root() + more + RawHttp.length(body);
                http.write(head("PUT /api/d/t/_stream_load", headersOfBody) + body);

                RawHttp.Answer answer = http.read();

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).contains("\"Status\": \"");
            }
        }
    }

    private static String damaged(String sample, Random random) {
        StringBuilder body = new StringBuilder(sample);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int position = random.nextInt(body.length());
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(4)) {
                case 0 -> body.setCharAt(position, c);
                case 1 -> body.insert(position, c);
                case 2 -> body.deleteCharAt(position);
                default -> body.setLength(position + 1);
            }
        }
        return body.toString();
    }
}
