package org.recupera.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;
import org.recupera.port.UserDirectory;

/** Ports that take their time, as a database and a mail server elsewhere do. */
record SlowPorts(Duration delay) {

    UserDirectory slow(UserDirectory users) {
        return new UserDirectory() {
            @Override
            public List<Account> find(PortalId portal, Identifier identifier) {
                pause();
                return users.find(portal, identifier);
            }

            @Override
            public Optional<Account> byId(PortalId portal, AccountId id) {
                pause();
                return users.byId(portal, id);
            }
        };
    }

    TokenStore slow(TokenStore tokens) {
        return new TokenStore() {
            @Override
            public Link keep(Link candidate, Instant repeatableSince) {
                pause();
                return tokens.keep(candidate, repeatableSince);
            }

            @Override
            public Optional<Link> find(PortalId portal, String selector) {
                pause();
                return tokens.find(portal, selector);
            }

            @Override
            public List<Link> open(PortalId portal, LinkPurpose purpose, AccountId account) {
                pause();
                return tokens.open(portal, purpose, account);
            }

            @Override
            public boolean move(Link seen, Link next) {
                pause();
                return tokens.move(seen, next);
            }

            @Override
            public int purge(PortalId portal, Instant before, int limit) {
                return tokens.purge(portal, before, limit);
            }
        };
    }

    MailSender slow(MailSender sender) {
        return new MailSender() {
            @Override
            public Result send(OutgoingMail mail) {
                pause();
                return sender.send(mail);
            }
        };
    }

    private void pause() {
        if (!delay.isZero()) {
            LockSupport.parkNanos(delay.toNanos());
        }
    }
}
