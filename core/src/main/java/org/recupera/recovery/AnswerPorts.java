package org.recupera.recovery;

import org.recupera.port.PasswordHash;
import org.recupera.port.SecurityQuestions;

/**
 * What a portal needs that asks security questions.
 *
 * @param questions where hashed answers are kept
 * @param hash how they are hashed
 */
public record AnswerPorts(SecurityQuestions questions, PasswordHash hash) {}
