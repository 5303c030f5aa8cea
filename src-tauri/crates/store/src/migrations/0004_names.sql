-- What a desk is called, as the hub told it: nothing while it was not asked, empty where it knows no
-- name.
ALTER TABLE device ADD COLUMN name TEXT;
