"""Transcripts of conversations that never happened, between people who do not exist, written for this benchmark."""

from __future__ import annotations

Dialogue = tuple[tuple[str, str], ...]

HARBOUR_COUNCIL: Dialogue = (
    (
        "Marta Ilves",
        "Good evening. The question before us is whether the ferry terminal can open before the summer "
        "season. Mr. Drummond, your office promised April.",
    ),
    (
        "Colin Drummond",
        "We promised April on the condition that the piles were sound. Three of the nineteen piles failed "
        "the load test in January, and I am not prepared to open a building on piles I do not trust.",
    ),
    ("Marta Ilves", "So who pays for the delay? The contractor says the city changed the design twice."),
    (
        "Colin Drummond",
        "The city did not change the design. The city corrected a drawing that the contractor had misread, "
        "and we have the letters to prove it.",
    ),
    (
        "Yusra Hadad",
        "I have read those letters. They show that your department asked for a wider ramp in September, "
        "after the concrete had been ordered. That is a change, whatever you prefer to call it.",
    ),
    (
        "Colin Drummond",
        "A wider ramp was required by law. We could have ignored it and been sued by every passenger in a "
        "wheelchair.",
    ),
    (
        "Yusra Hadad",
        "Nobody is arguing against the ramp. I am arguing against pretending that it cost nothing. The "
        "ramp added about 240,000 dollars and seven weeks.",
    ),
    ("Marta Ilves", "Is that figure correct, Mr. Drummond?"),
    (
        "Colin Drummond",
        "The figure is in the right neighbourhood. I would put it closer to 200,000 dollars, and some of "
        "that will come back to us from the county.",
    ),
    (
        "Piet Okonjo",
        "I run the bakery on Quay Street. My takings fell by forty percent when the old terminal closed, "
        "and I was told it would be six months. It has been fourteen.",
    ),
    (
        "Colin Drummond",
        "Mr. Okonjo, I am sorry about your takings. We set aside a fund for the businesses on Quay Street, "
        "and so far only eleven of them have applied.",
    ),
    (
        "Piet Okonjo",
        "The form is nine pages long and it asks for three years of accounts. I sell bread. I do not keep "
        "an accountant in the back room.",
    ),
    (
        "Yusra Hadad",
        "That form should be one page. I will bring a motion to the next meeting, and if the council "
        "agrees, we can pay the first claims before the end of March.",
    ),
    (
        "Marta Ilves",
        "Does anybody object to a one-page form? Then let us move on to the noise of the night work.",
    ),
    (
        "Piet Okonjo",
        "The night work is the only thing that has gone well. They start at ten and they stop at four, "
        "exactly as they said they would.",
    ),
    ("Colin Drummond", "Thank you. I will pass that on to the crew, who do not hear it often."),
    (
        "Yusra Hadad",
        "Some residents on the hill say the hammering keeps their children awake until morning. I have had "
        "sixty-two complaints since the first of February.",
    ),
    (
        "Colin Drummond",
        "The hammering ends this week. After that there is welding, which is bright but quiet, and we have "
        "ordered screens for the windows.",
    ),
    ("Marta Ilves", "Will the terminal open in June, yes or no?"),
    (
        "Colin Drummond",
        "If the last three piles pass on Monday, the terminal will open on the second of June. If they do "
        "not pass, I will come back here and tell you so myself.",
    ),
)

HOSPITAL_INQUIRY: Dialogue = (
    (
        "Judge Renata Solberg",
        "Doctor Achterberg, you were the physician on duty on the night of the fourth of November. When "
        "were you first told that the oxygen pressure had dropped?",
    ),
    (
        "Ewan Achterberg",
        "I was told at twenty past two. The alarm in the corridor had been switched off for maintenance, "
        "and nobody had told the night staff.",
    ),
    ("Judge Renata Solberg", "Who switched it off?"),
    (
        "Ewan Achterberg",
        "A technician from the supplier. I do not blame him. He asked for permission, and he was given it "
        "over the telephone by the day manager.",
    ),
    (
        "Lidia Farkas",
        "I represent the supplier. Doctor, did you see the notice that my client fixed to the door of the "
        "plant room?",
    ),
    (
        "Ewan Achterberg",
        "I did not see a notice on any door. I have since been shown a photograph of one, but the "
        "photograph was taken two days later.",
    ),
    ("Lidia Farkas", "You cannot know when it was taken."),
    (
        "Ewan Achterberg",
        "The newspaper that is lying on the chair in the photograph is dated the sixth of November. I can "
        "read a date, Ms. Farkas.",
    ),
    ("Judge Renata Solberg", "Let us leave the photograph. How many patients were on the ward?"),
    (
        "Ewan Achterberg",
        "There were twenty-three patients, and eight of them needed oxygen. We moved five of the eight "
        "within ten minutes. The other three were moved by hand, on mattresses, because the lift had "
        "stopped.",
    ),
    ("Judge Renata Solberg", "Was anybody harmed?"),
    (
        "Ewan Achterberg",
        "No patient died that night. One woman was without oxygen for almost four minutes, and I still "
        "think about those four minutes every day.",
    ),
    (
        "Nkechi Bramwell",
        "I am the day manager. I gave the permission by telephone, and I have never denied it. I believed "
        "that the backup alarm was working, because the log said so.",
    ),
    ("Lidia Farkas", "The log was signed by your own deputy, was it not?"),
    (
        "Nkechi Bramwell",
        "It was signed in his name. He was on leave that week. We have asked the police to find out who "
        "signed it.",
    ),
    (
        "Judge Renata Solberg",
        "Ms. Bramwell, why was there no written procedure for switching off an alarm at night?",
    ),
    (
        "Nkechi Bramwell",
        "There was a written procedure. It was forty pages long, and it was kept in an office that is "
        "locked at six in the evening. That is my failure, and I will not hide behind the page count.",
    ),
    (
        "Ewan Achterberg",
        "I would add that we had asked for a short card by every alarm in 2019 and again in 2021. The "
        "request was refused twice because it was not in the budget.",
    ),
    ("Nkechi Bramwell", "That is true. The cards would have cost about 900 euros for the whole building."),
    (
        "Judge Renata Solberg",
        "The inquiry will hear the supplier's technician tomorrow at nine. I ask the press not to "
        "photograph him outside the building.",
    ),
)

RIVER_INTERVIEW: Dialogue = (
    ("Tobias Lindqvist", "You were the first in your family to leave the river. What made you go?"),
    (
        "Amara Desrosiers",
        "Hunger made me go. People like to hear that it was ambition, but it was hunger. There was no fish "
        "for two winters, and my father would not eat until we had eaten.",
    ),
    (
        "Tobias Lindqvist",
        "And yet you came back, with a company that some people call the largest polluter on the lower "
        "river.",
    ),
    (
        "Amara Desrosiers",
        "Some people call it that, and some people are paid to. We take out less water than the sugar "
        "mill, and we clean every litre before it goes back.",
    ),
    ("Tobias Lindqvist", "The ministry fined you in 2022."),
    (
        "Amara Desrosiers",
        "The ministry fined us for a report that was nine days late. Nobody has ever fined us for the "
        "water. I would rather be late than dirty.",
    ),
    ("Tobias Lindqvist", "Would you drink it?"),
    (
        "Amara Desrosiers",
        "I drink it every morning in front of the new workers. It started as a joke and now I cannot stop, "
        "because they would notice.",
    ),
    ("Tobias Lindqvist", "Your brother has said that he would never work for you."),
    (
        "Amara Desrosiers",
        "My brother is a better fisherman than I ever was, and he is right not to work for me. I am not a "
        "patient woman before noon.",
    ),
    ("Tobias Lindqvist", "What happens to the valley when the dam is finished?"),
    (
        "Amara Desrosiers",
        "The upper villages will have light, and the lower villages will have floods in the wrong month. "
        "Both of these things are true, and a politician who tells you only one of them is selling "
        "something.",
    ),
    ("Tobias Lindqvist", "Do you support the dam?"),
    (
        "Amara Desrosiers",
        "I supported it when it was twelve metres high. It is going to be thirty-one metres high, and I do "
        "not support that, because nobody has shown me where the water goes in April.",
    ),
    ("Tobias Lindqvist", "You could stop it. You have the minister's number."),
    (
        "Amara Desrosiers",
        "Everybody has the minister's number. What nobody has is the minister's attention. I have written "
        "to her four times and I have had one answer, which was about a different dam.",
    ),
    ("Tobias Lindqvist", "What would you tell a girl on the river today?"),
    (
        "Amara Desrosiers",
        "I would tell her to learn to weld. You can always come back from the city with a skill, and you "
        "can never come back with only a story.",
    ),
)

DIALOGUES: dict[str, Dialogue] = {
    "harbour-council": HARBOUR_COUNCIL,
    "hospital-inquiry": HOSPITAL_INQUIRY,
    "river-interview": RIVER_INTERVIEW,
}
