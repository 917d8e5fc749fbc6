package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.TokenStoreSuite;
import org.recupera.memory.InMemoryTokenStore;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;

class BrokenTokenStoresTest {

    @Test
    void a_sound_store_passes_and_nothing_is_skipped() {
        Verdict verdict = Verdict.on(Sound.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.skipped()).isEmpty();
        assertThat(verdict.passed()).hasSizeGreaterThan(20);
    }

    @Test
    void a_store_that_keeps_nothing_fails() {
        assertThat(Verdict.on(NoOp.class).failed())
                .contains("a_kept_link_is_found_unchanged_by_every_node", "a_link_that_is_not_stored_cannot_be_moved");
    }

    @Test
    void a_store_that_checks_and_then_moves_fails() {
        assertThat(Verdict.on(DoubleSpending.class).failed())
                .contains("of_sixteen_that_move_one_link_exactly_one_does");
    }

    @Test
    void a_store_that_looks_and_then_keeps_fails() {
        assertThat(Verdict.on(DoubleKeeping.class).failed()).contains("of_sixteen_that_keep_at_once_all_get_one_link");
    }

    @Test
    void a_store_that_loses_microseconds_fails() {
        assertThat(Verdict.on(Coarse.class).failed()).contains("instants_survive_to_the_microsecond");
    }

    @Test
    void a_store_that_ignores_portals_fails() {
        assertThat(Verdict.on(OnePortal.class).failed()).contains("portals_do_not_see_each_others_links");
    }

    @Test
    void a_store_that_ignores_fences_fails() {
        assertThat(Verdict.on(Unfenced.class).failed()).contains("a_move_from_another_fence_or_state_changes_nothing");
    }

    @Test
    void a_store_that_ignores_case_and_trailing_spaces_fails() {
        assertThat(Verdict.on(LooseCollation.class).failed())
                .contains(
                        "a_selector_finds_itself_and_nothing_that_looks_like_it",
                        "accounts_whose_ids_look_alike_share_nothing");
    }

    @Test
    void a_store_of_which_each_node_has_its_own_fails() {
        assertThat(Verdict.on(PerNode.class).failed()).contains("a_kept_link_is_found_unchanged_by_every_node");
    }

    abstract static class Over extends TokenStoreSuite {

        private final TokenStore store;

        Over(TokenStore store) {
            this.store = store;
        }

        @Override
        protected TokenStore store() {
            return store;
        }

        @Override
        protected TokenStore another() {
            return store;
        }
    }

    static class Sound extends Over {
        Sound() {
            super(InMemoryTokenStore.create());
        }
    }

    static class NoOp extends Over {
        NoOp() {
            super(new TokenStore() {
                @Override
                public Link keep(Link candidate, Instant repeatableSince) {
                    return candidate;
                }

                @Override
                public Optional<Link> find(PortalId portal, String selector) {
                    return Optional.empty();
                }

                @Override
                public List<Link> open(PortalId portal, LinkPurpose purpose, AccountId account) {
                    return List.of();
                }

                @Override
                public boolean move(Link seen, Link next) {
                    return true;
                }

                @Override
                public int purge(PortalId portal, Instant before, int limit) {
                    return 0;
                }
            });
        }
    }

    static class DoubleSpending extends Over {
        DoubleSpending() {
            super(new AroundTokenStore() {
                @Override
                public boolean move(Link seen, Link next) {
                    Optional<Link> stored = inner.find(seen.portal(), seen.selector());
                    if (stored.isEmpty()
                            || stored.get().state() != seen.state()
                            || stored.get().fence() != seen.fence()) {
                        return false;
                    }
                    Window.open(10);
                    inner.find(seen.portal(), seen.selector()).ifPresent(now -> inner.move(now, next));
                    return true;
                }
            });
        }
    }

    static class DoubleKeeping extends Over {
        DoubleKeeping() {
            super(new AroundTokenStore() {
                @Override
                public Link keep(Link candidate, Instant repeatableSince) {
                    boolean vacant = inner.open(candidate.portal(), candidate.purpose(), candidate.account())
                            .isEmpty();
                    Window.open(10);
                    Link kept = inner.keep(candidate, repeatableSince);
                    return vacant ? candidate : kept;
                }
            });
        }
    }

    static class Coarse extends Over {
        Coarse() {
            super(new AroundTokenStore() {
                @Override
                public Optional<Link> find(PortalId portal, String selector) {
                    return inner.find(portal, selector).map(Coarse::coarse);
                }
            });
        }

        private static Link coarse(Link link) {
            return new Link(
                    link.portal(),
                    link.selector(),
                    link.keyId(),
                    link.purpose(),
                    link.account(),
                    link.binding(),
                    link.state(),
                    link.fence(),
                    link.madeAt().truncatedTo(ChronoUnit.MILLIS),
                    coarse(link.liveAt()),
                    link.movedAt(),
                    link.mails(),
                    coarse(link.mailedAt()));
        }

        private static @Nullable Instant coarse(@Nullable Instant instant) {
            return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    static class OnePortal extends Over {
        OnePortal() {
            super(new AroundTokenStore() {
                @Override
                public Optional<Link> find(PortalId portal, String selector) {
                    return seen.stream()
                            .filter(link -> link.selector().equals(selector))
                            .findFirst()
                            .flatMap(link -> inner.find(link.portal(), selector));
                }
            });
        }
    }

    static class Unfenced extends Over {
        Unfenced() {
            super(new AroundTokenStore() {
                @Override
                public boolean move(Link seen, Link next) {
                    return inner.find(seen.portal(), seen.selector())
                            .filter(stored -> stored.state() == seen.state())
                            .filter(stored -> inner.move(stored, next))
                            .isPresent();
                }
            });
        }
    }

    static class LooseCollation extends Over {
        LooseCollation() {
            super(new AroundTokenStore() {
                @Override
                public Optional<Link> find(PortalId portal, String selector) {
                    return inner.find(portal, selector.strip().toLowerCase(Locale.ROOT));
                }

                @Override
                public Link keep(Link candidate, Instant repeatableSince) {
                    return seen.stream()
                            .filter(link -> link.portal().equals(candidate.portal()))
                            .filter(link -> loose(link).equals(loose(candidate)))
                            .findFirst()
                            .orElseGet(() -> super.keep(candidate, repeatableSince));
                }
            });
        }

        private static String loose(Link link) {
            return link.account().value().strip().toLowerCase(Locale.ROOT);
        }
    }

    static class PerNode extends Over {

        private final TokenStore ownStore = InMemoryTokenStore.create();

        PerNode() {
            super(InMemoryTokenStore.create());
        }

        @Override
        protected TokenStore another() {
            return ownStore;
        }
    }
}
