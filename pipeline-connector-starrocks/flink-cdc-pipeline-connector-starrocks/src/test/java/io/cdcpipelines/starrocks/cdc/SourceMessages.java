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

package io.cdcpipelines.starrocks.cdc;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Reads the messages of errors out of source files: the literal parts of each, with … for what is
 * known only when it happens. Used by one thread.
 */
final class SourceMessages {
    private static final String OPEN = "…";

    /** Exceptions that users see, by the simple names of their classes. */
    private static final Set<String> EXCEPTIONS =
            Set.of(
                    "StarRocksLoadException",
                    "IOException",
                    "RowNotWritableException",
                    "UnsupportedValueException",
                    "LoadFailedException");

    /** Calls that make such exceptions, and findings of start-up checks. */
    private static final Set<String> FACTORIES =
            Set.of(
                    "StarRocksCatalogException.of",
                    "StarRocksCatalogException.tooFewBackends",
                    "Finding.error",
                    "Finding.warning",
                    "finding");

    /** Exceptions that put their messages together themselves. */
    private static final Set<String> COMPOSERS =
            Set.of("LoadFailedException", "SchemaConflictException");

    /** Classes whose users' mistakes come as an IllegalArgumentException. */
    private static final Set<String> ARGUMENT_CHECKS =
            Set.of(
                    "ExactlyOnceEventSink",
                    "StartupGate",
                    "StarRocksMetadataApplier",
                    "StarRocksWriter",
                    "TableWriter",
                    "ConfigProblems");

    /** Classes that describe, by methods of this name, what goes into other messages. */
    private static final Set<String> DESCRIBERS =
            Set.of("ApacheTransport", "TlsFailure", "Exchange");

    private final Set<String> found = new TreeSet<>();

    private SourceMessages() {}

    static Set<String> of(Path... sourceDirectories) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path directory : sourceDirectories) {
            try (Stream<Path> all = Files.walk(directory)) {
                all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        SourceMessages messages = new SourceMessages();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(messages.new Reader(), null);
            }
        }
        return messages.found;
    }

    /** Walks through one file. */
    private final class Reader extends TreeScanner<Void, Void> {
        private final Deque<ClassTree> classes = new ArrayDeque<>();
        private final Deque<MethodTree> methods = new ArrayDeque<>();

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            classes.push(tree);
            super.visitClass(tree, nothing);
            classes.pop();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            methods.push(tree);
            super.visitMethod(tree, nothing);
            methods.pop();
            return null;
        }

        @Override
        public Void visitNewClass(NewClassTree tree, Void nothing) {
            String name = tree.getIdentifier().toString();
            boolean isUsersMistake =
                    name.equals("IllegalArgumentException") && isIn(ARGUMENT_CHECKS);
            if (EXCEPTIONS.contains(name) || isUsersMistake) {
                add(tree.getArguments());
            }
            return super.visitNewClass(tree, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
            String name = tree.getMethodSelect().toString();
            if (FACTORIES.contains(name) || name.equals("super") && isIn(COMPOSERS)) {
                add(tree.getArguments());
            }
            return super.visitMethodInvocation(tree, nothing);
        }

        @Override
        public Void visitReturn(ReturnTree tree, Void nothing) {
            boolean describes =
                    isIn(DESCRIBERS)
                            && !methods.isEmpty()
                            && methods.peek().getName().toString().startsWith("describe");
            if (describes) {
                addEach(tree.getExpression());
            }
            return super.visitReturn(tree, nothing);
        }

        private void addEach(ExpressionTree described) {
            if (described instanceof ConditionalExpressionTree) {
                addEach(((ConditionalExpressionTree) described).getTrueExpression());
                addEach(((ConditionalExpressionTree) described).getFalseExpression());
            } else {
                add(List.of(described));
            }
        }

        private boolean isIn(Set<String> names) {
            return classes.stream()
                    .anyMatch(type -> names.contains(type.getSimpleName().toString()));
        }

        /** The first argument with words in it is the message. */
        private void add(List<? extends ExpressionTree> arguments) {
            arguments.stream()
                    .map(argument -> form(argument, 0))
                    .filter(SourceMessages::hasWords)
                    .findFirst()
                    .ifPresent(found::add);
        }

        private String form(Tree tree, int depth) {
            if (depth > 50) {
                return OPEN;
            }
            if (tree instanceof ParenthesizedTree) {
                return form(((ParenthesizedTree) tree).getExpression(), depth + 1);
            }
            if (tree instanceof LiteralTree) {
                Object value = ((LiteralTree) tree).getValue();
                return value instanceof String ? (String) value : OPEN;
            }
            if (tree instanceof BinaryTree && tree.getKind() == Tree.Kind.PLUS) {
                BinaryTree sum = (BinaryTree) tree;
                return (form(sum.getLeftOperand(), depth + 1)
                                + form(sum.getRightOperand(), depth + 1))
                        .replace(OPEN + OPEN, OPEN);
            }
            if (tree instanceof IdentifierTree) {
                return valueOf(((IdentifierTree) tree).getName().toString(), depth);
            }
            if (tree instanceof MethodInvocationTree) {
                return resultOf((MethodInvocationTree) tree, depth);
            }
            return OPEN;
        }

        /** Of a local variable or a constant that is made of words. */
        private String valueOf(String name, int depth) {
            Map<String, ExpressionTree> values = new HashMap<>();
            TreeScanner<Void, Void> variables =
                    new TreeScanner<>() {
                        @Override
                        public Void visitVariable(VariableTree variable, Void nothing) {
                            if (variable.getInitializer() != null) {
                                values.put(
                                        variable.getName().toString(), variable.getInitializer());
                            }
                            return super.visitVariable(variable, nothing);
                        }
                    };
            classes.peek().getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .forEach(field -> field.accept(variables, null));
            if (!methods.isEmpty()) {
                methods.peek().accept(variables, null);
            }
            return values.containsKey(name) ? words(form(values.get(name), depth + 1)) : OPEN;
        }

        private String words(String form) {
            return hasWords(form) ? form : OPEN;
        }

        /** Of a method of the same class that only puts a text together. */
        private String resultOf(MethodInvocationTree call, int depth) {
            if (call.getMethodSelect() instanceof MemberSelectTree) {
                return OPEN;
            }
            String name = call.getMethodSelect().toString();
            Optional<ReturnTree> result =
                    classes.peek().getMembers().stream()
                            .filter(MethodTree.class::isInstance)
                            .map(MethodTree.class::cast)
                            .filter(method -> method.getName().contentEquals(name))
                            .filter(method -> method.getBody() != null)
                            .filter(method -> method.getBody().getStatements().size() == 1)
                            .map(method -> method.getBody().getStatements().get(0))
                            .filter(ReturnTree.class::isInstance)
                            .map(ReturnTree.class::cast)
                            .findFirst();
            return result.map(tree -> words(form(tree.getExpression(), depth + 10))).orElse(OPEN);
        }
    }

    private static boolean hasWords(String form) {
        return form.matches("(?s).*[A-Za-z]{3}.*");
    }
}
