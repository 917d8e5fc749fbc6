package org.recupera.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.SecurityQuestionsSuite;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SecurityQuestions;

class InMemorySecurityQuestionsTest extends SecurityQuestionsSuite {

    private static final PortalId PORTAL = new PortalId("portal");
    private static final AccountId MARIA = new AccountId("maria");
    private static final AccountId JOSE = new AccountId("jose");
    private static final AccountId ROSA = new AccountId("rosa");
    private static final List<HashedAnswer> SCHOOL = List.of(new HashedAnswer("first-school", "hash-a"));
    private static final List<HashedAnswer> PET = List.of(new HashedAnswer("first-pet", "hash-b"));

    private final InMemorySecurityQuestions questions = InMemorySecurityQuestions.create();
    private final InMemorySecurityQuestions ofTwo = InMemorySecurityQuestions.ofCapacity(2);

    @Override
    protected SecurityQuestions questions() {
        return questions;
    }

    @Override
    protected SecurityQuestions another() {
        return questions;
    }

    @Test
    void a_full_store_takes_no_other_account_and_forgets_none() {
        ofTwo.replace(PORTAL, MARIA, SCHOOL);
        ofTwo.replace(new PortalId("other"), MARIA, SCHOOL);

        assertThatThrownBy(() -> ofTwo.replace(PORTAL, JOSE, SCHOOL))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("no room");

        assertThat(ofTwo.of(PORTAL, JOSE)).isEmpty();
        ofTwo.replace(PORTAL, MARIA, PET);
        assertThat(ofTwo.of(PORTAL, MARIA))
                .as("an account that is there needs no room")
                .isEqualTo(PET);
    }

    @Test
    void forgetting_gives_room_and_needs_none() {
        ofTwo.replace(PORTAL, MARIA, SCHOOL);
        ofTwo.replace(PORTAL, JOSE, SCHOOL);
        ofTwo.replace(PORTAL, ROSA, List.of());
        ofTwo.replace(PORTAL, JOSE, List.of());
        ofTwo.replace(PORTAL, ROSA, PET);

        assertThat(ofTwo.of(PORTAL, ROSA)).isEqualTo(PET);
        assertThat(ofTwo.of(PORTAL, MARIA)).isEqualTo(SCHOOL);
    }

    @Test
    void a_capacity_is_at_least_one() {
        assertThatThrownBy(() -> InMemorySecurityQuestions.ofCapacity(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
