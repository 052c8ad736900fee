"""The municipality's parts. Positions on the map are a sketch of ours; those we do not know are left out."""

from tequio.bodies.rules import PlaceKind as Kind

PLACES = [
    ("San Andrés Cholula", Kind.SEAT_OF_TOWN, 330, 240),
    ("San Rafael Comac", Kind.JUNTA_AUXILIAR, 150, 260),
    ("San Luis Tehuiloyocan", Kind.JUNTA_AUXILIAR, 120, 560),
    ("Santa María Tonantzintla", Kind.JUNTA_AUXILIAR, 290, 450),
    ("San Francisco Acatepec", Kind.JUNTA_AUXILIAR, 380, 580),
    ("San Bernardino Tlaxcalancingo", Kind.JUNTA_AUXILIAR, 570, 480),
    ("San Antonio Cacalotepec", Kind.JUNTA_AUXILIAR, 540, 760),
    ("Delegación Atlixcáyotl", Kind.DELEGACION, 790, 400),
    ("Concepción Guadalupe", Kind.INSPECTORIA, None, None),
    ("Concepción La Cruz", Kind.INSPECTORIA, None, None),
    ("Lázaro Cárdenas", Kind.INSPECTORIA, None, None),
    ("Emiliano Zapata", Kind.INSPECTORIA, None, None),
]
