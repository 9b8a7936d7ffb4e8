package dev.timeloop.junit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class RecordingJsonTest {
    @Test
    void hasALineForEachLaneAndEvent() {
        assertThat(RecordingJson.of(Recordings.failed("asks()", "Error: boom")))
                .isEqualTo(
                        """
                        {"format":1,"test":"asks()","className":"com.acme.QuoteTest",\
                        "outcome":"failed","failure":"Error: boom",\
                        "start":"2026-01-01T00:00:00Z","end":2000000000,"lost":3,"lanes":[
                        {"id":0,"name":"the test body","kind":"test","madeBy":-1,"madeAt":[],\
                        "state":"running","waitsFor":null,"outcome":null},
                        {"id":4,"name":"task \\"refresh\\"","kind":"task","madeBy":0,\
                        "madeAt":["com.acme.Quotes.refresh(Quotes.java:7)"],\
                        "state":"waiting","waitsFor":"sleeping until +60 s","outcome":null}],\
                        "events":[
                        [0,"START",4,0,"",-1],
                        [5,"BLOCK",4,-1,"sleeping\\nuntil \\"+60 s\\"",0]],"stacks":[
                        ["com.acme.Quotes.sleep(Quotes.java:9)"]]}
                        """);
    }

    @Test
    void isReadByOthersAsItWasWritten() {
        String bad = "</script> \u2028 \" \\ \u0000 \uD83D\uDE00 \uD800";

        JsonObject json =
                JsonParser.parseString(RecordingJson.of(Recordings.failed(bad, bad)))
                        .getAsJsonObject();

        assertThat(json.get("test").getAsString()).isEqualTo(bad);
        assertThat(json.get("failure").getAsString()).isEqualTo(bad);
    }

    @Test
    void saysWhenNothingFailed() {
        assertThat(RecordingJson.of(Recordings.passed("asks()")))
                .contains("\"outcome\":\"passed\",\"failure\":null");
    }
}
