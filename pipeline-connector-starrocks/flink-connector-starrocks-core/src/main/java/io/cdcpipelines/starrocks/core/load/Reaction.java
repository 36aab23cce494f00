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

package io.cdcpipelines.starrocks.core.load;

/** What a client does about an answer, as long as it has attempts and time left. */
enum Reaction {
    /** Returns. */
    DONE("done"),
    /** Sends the same request under the same label. */
    AGAIN("again"),
    /** The same after a longer pause: the obstacle takes seconds to pass. */
    WAIT("wait"),
    /** The same, after the longer pause too, to another server if there is one. */
    ELSEWHERE("elsewhere"),
    /** The same, unless rows were sent: within a transaction they would be there twice. */
    AGAIN_WITHOUT_ROWS("again unless rows were sent"),
    /** The same with the next label; the one before is cancelled if it may be in use. */
    NEW_LABEL("new label"),
    /** Asks what became of the label: done, or the same again, or over. */
    ASK("ask the label"),
    /** Asks what became of the label: done, or fails. */
    ASK_ONCE("ask the label, else fail"),
    /** Done if an attempt before may have arrived; else the label is somebody else's. */
    DONE_IF_OURS("done if ours, else start over"),
    /** Waits until the label has ended, if it may be our own: done or again. */
    AWAIT_IF_OURS("await the label if ours, else start over"),
    /** Fails: the rows have to be loaded again, under another label. */
    START_OVER("start over"),
    /** Fails: the server refuses the rows or the request. */
    REJECT("reject"),
    /** Fails: somebody has to look. */
    FAIL("fail");

    private final String words;

    Reaction(String words) {
        this.words = words;
    }

    /** Whether the request is sent another time, whatever else is known. */
    boolean repeats() {
        return this == AGAIN || this == WAIT || this == ELSEWHERE || this == NEW_LABEL;
    }

    boolean asks() {
        return this == ASK || this == ASK_ONCE;
    }

    @Override
    public String toString() {
        return words;
    }
}
