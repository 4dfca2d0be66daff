-- Written by hand:

-- The lists that conventions tick off. How many entries each has is known; only names that are publicly certain are given.
INSERT INTO "ReferenceSet" (id, key, title, size) VALUES
  (gen_random_uuid(), 'cites', 'Cités minières prioritaires (ERBM)', 35),
  (gen_random_uuid(), 'cites-unesco', 'Cités minières prioritaires inscrites au Patrimoine mondial', 18),
  (gen_random_uuid(), 'terrils', 'Terrils classés de la chaîne des terrils', 78),
  (gen_random_uuid(), 'grands-sites', 'Grands sites de la mémoire minière', 5),
  (gen_random_uuid(), 'intercommunalites', 'Intercommunalités du bassin minier', 7);

INSERT INTO "ReferenceEntry" (id, "setId", name, detail)
SELECT gen_random_uuid(), s.id, e.name, e.detail
FROM (VALUES
  ('grands-sites', '9-9bis', 'Oignies'),
  ('grands-sites', 'Base du 11/19', 'Loos-en-Gohelle'),
  ('grands-sites', 'Cité des Électriciens', 'Bruay-la-Buissière'),
  ('grands-sites', 'Centre historique minier', 'Lewarde'),
  ('grands-sites', 'Site minier d’Arenberg', 'Wallers'),
  ('terrils', 'Terril 74', 'Loos-en-Gohelle, base du 11/19'),
  ('terrils', 'Terril 74a', 'Loos-en-Gohelle, base du 11/19'),
  ('intercommunalites', 'Béthune-Bruay, Artois-Lys Romane', 'communauté d’agglomération, Pas-de-Calais'),
  ('intercommunalites', 'Lens-Liévin', 'communauté d’agglomération, Pas-de-Calais'),
  ('intercommunalites', 'Hénin-Carvin', 'communauté d’agglomération, Pas-de-Calais'),
  ('intercommunalites', 'Douaisis', 'communauté d’agglomération, Nord'),
  ('intercommunalites', 'Cœur d’Ostrevent', 'communauté de communes, Nord'),
  ('intercommunalites', 'La Porte du Hainaut', 'communauté d’agglomération, Nord'),
  ('intercommunalites', 'Valenciennes Métropole', 'communauté d’agglomération, Nord')
) AS e(key, name, detail) JOIN "ReferenceSet" s ON s.key = e.key;
