"""Words for what somebody or something is: trades, bodies, things, and what is only thought of."""

from __future__ import annotations

_KINDS = """
accountant act actor actress adviser advisor agency agent aide airline airport album alliance ally ambassador analyst
animal anthem app application apprentice archbishop architect arena army artist assistant association astronaut
athlete attorney author authority back baker band bank bill billionaire biologist bishop blacksmith board body boss
boxer brand bridge broadcaster broker browser builder building bureau business businessman businesswoman butcher
campaign candidate captain car carer caretaker carpenter cartoonist casino center centre ceo cfo chain chair chairman
chairperson chairwoman champion chancellor channel charity chatbot chef chief chip church city clergyman clerk clinic
club co-chair co-founder co-host co-owner coach coalition cofounder colleague collective college columnist comedian
comet commander commentator commission commissioner committee company competition composer computer conductor
confederation conglomerate congressman congresswoman console consortium contestant contractor coo cooperative
cornerback correspondent council councillor counsel country county court cricketer critic cruiser cto curator currency
custodian daughter dean defenceman defender defenseman deity dentist deputy designer detainee detective developer
device diplomat director disease distributor doctor dog driver drug drummer duo economist editor electrician employee
employer end engine engineer entrepreneur envoy exchange executive executives expert exporter facility farmer father
federation ferry festival film filmmaker firefighter firm fisherman fitter flight footballer force forward foundation
founder founders franchise friend fullback fund game gamemaker gardener general geologist goalkeeper governor grocer
group guard guardian guide guitarist halfback handheld harbour head headset historian holding hospital host hotel
husband illustrator incubator index infection inspector institute institution insurer intern inventor investor island
janitor journalist judge jury justice keeper kicker king lab label laboratory language laptop law lawmaker lawyer
leader league legend legislator lender librarian library linebacker luthier magazine magistrate magnate maker
management manager manufacturer master mathematician mayor measure mechanic medicine member merchant meteorologist
midfielder midwife militia minister ministry minor mogul monarch monk mother mountain movement movie mp museum
musician nation navy neighborhood neighbour network newspaper non-profit nonprofit novel novelist nurse officer
official opener operator opponent optician orchestra organisation organization outfielder outlet owner painter panel
parent park parliament partner party passenger pastor patient person pharmacist pharmacologist philosopher phone
photographer physician physicist pianist pilot pitcher plane planet plant platform player playwright plumber podcast
poet police politician pontiff pope port premier presenter president priest prime prince princess principal prize
producer product professor program programme programmer project property prosecutor protein protocol provider
psychologist publication publisher qb quarterback queen ranger rapper receiver receptionist referee reform registrar
regulation regulator reporter representative researcher resident restaurant retailer retiree rival river robot rocket
rookie rule ruler rules runner safety satellite scholar school scientist secretary senator sergeant series service
shareholder ship shipyard shop show side singer sister site skipper smartphone social society software soldier
solicitor son songwriter specialist species spokesman spokesperson spokeswoman sportsbook squad stadium standard star
start-up starter startup state statute steward store storm streamer striker student studio subsidiary suburb successor
supermarket superstar supplier surgeon survivor suspect syndicate system tablet tackle tailor task teacher team
technician technology teenager tool tournament town trader trainer translator treasurer treaty trial tribe tribunal
trio trust tutor tycoon union unit university vaccine vehicle vendor venue vet veteran vicar village violinist virus
volcano volunteer waiter waitress warden watchdog watchmaker website wide-out wife winger winner witness wizard worker
workshop writer
"""
"""What people, bodies and things are called by trade, kind or rank."""

KIND = "|".join(sorted(_KINDS.split(), key=len, reverse=True))
ABSTRACT = (
    "approach|concept|condition|disorder|effect|feature|format|habit|hypothesis|idea|mechanism|method|metric|notion|"
    "phenomenon|practice|principle|procedure|process|ratio|strategy|syndrome|technique|tendency|term|theory"
)
"""What is no person and no body, which only what stands behind it explains: "drift, the tendency to ..."."""
