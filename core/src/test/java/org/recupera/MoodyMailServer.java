package org.recupera;

import java.util.List;
import java.util.Random;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;

/** A mail server that takes mails, puts them off, loses its answers or refuses, and tells the model. */
final class MoodyMailServer implements MailSender {

    /** What a mail meets. */
    enum Mood {
        ACCEPTS,
        DEFERS,
        TAKES_AND_IS_NOT_HEARD,
        REFUSES,
        ANY
    }

    private static final List<Mood> MOODS =
            List.of(Mood.ACCEPTS, Mood.DEFERS, Mood.TAKES_AND_IS_NOT_HEARD, Mood.REFUSES);

    private final RequestModel model;
    private final Meanwhile meanwhile;
    Mood mood = Mood.ACCEPTS;
    Random random = new Random(0);

    MoodyMailServer(RequestModel model, Meanwhile meanwhile) {
        this.model = model;
        this.meanwhile = meanwhile;
    }

    @Override
    public Result send(OutgoingMail mail) {
        if (!mail.text().contains("token=")) {
            return new Result.Accepted();
        }
        ModelLink link = model.sends(mail);
        Mood present = mood == Mood.ANY ? MOODS.get(random.nextInt(MOODS.size())) : mood;
        link.arrived |= present == Mood.ACCEPTS || present == Mood.TAKES_AND_IS_NOT_HEARD;
        // The mail may be read, and its link used, before the answer of the mail server is.
        meanwhile.happens();
        Result answer = switch (present) {
            case ACCEPTS -> new Result.Accepted();
            case REFUSES -> new Result.Rejected("550 no such mailbox");
            default -> new Result.Deferred("421 the connection was lost", null);
        };
        model.answered(link, mail.messageId(), answer);
        model.tell("the mail server " + present + " " + link);
        return answer;
    }
}
